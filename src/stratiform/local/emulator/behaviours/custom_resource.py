"""Custom resources answer or fail in seconds, with their own message.

MiniStack waits an hour for one whose function died.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import custom_resources, private
from stratiform.local.emulator.custom_resources import function
from stratiform.local.emulator.custom_resources.request import Answer, Refused, Request

EXPLAIN = (
    "The CDK's own custom resources (auto_delete_objects, log_retention, BucketDeployment, "
    "AwsCustomResource, Provider, ...) are answered natively, without their function's role; yours run, "
    "and have 300 s to answer unless ServiceTimeout says otherwise."
)

SECONDS = 300.0
_CUSTOM = "services.cloudformation.custom_resource"
_LAMBDA = "services.lambda_svc"


def _providers() -> list[Any]:
    names = sorted(module.name for module in pkgutil.iter_modules(custom_resources.__path__))
    modules = [importlib.import_module(f"{custom_resources.__name__}.{name}") for name in names]
    return [module for module in modules if hasattr(module, "applies")]


def _invoking(original: Callable[..., Answer]) -> Callable[..., Answer]:
    providers = _providers()

    @functools.wraps(original)
    def invoke(
        request_type: str,
        logical_id: str,
        props: dict[str, Any],
        stack_name: str,
        stack_id: str,
        resource_type: str,
        physical_id: str | None = None,
        old_props: dict[str, Any] | None = None,
    ) -> Answer:
        plain = private.get(_CUSTOM, "_normalise_resource_properties")
        request = Request(
            kind=request_type,
            type=resource_type,
            logical_id=logical_id,
            stack_id=stack_id,
            properties=plain(props),
            old_properties=plain(old_props or {}),
            physical_id=physical_id,
            function=_function(props.get("ServiceToken", "")),
            timeout=float(props.get("ServiceTimeout") or SECONDS),
        )
        for provider in providers:
            if provider.applies(request):
                answer: Answer = provider.respond(request)
                return answer
        return function.respond(request)

    return invoke


def _function(service_token: str) -> dict[str, Any]:
    record, configuration, _ = private.get(_LAMBDA, "_get_func_record_for_ref")(service_token)
    if record is None or configuration is None:
        raise Refused(f"There is no function {service_token!r} to answer this custom resource")
    found: dict[str, Any] = private.get(_LAMBDA, "_execution_record_for_config")(record, configuration)
    return found


def install() -> None:
    """Answer custom resources ourselves."""
    private.wrap(_CUSTOM, "invoke_custom_resource", _invoking)
