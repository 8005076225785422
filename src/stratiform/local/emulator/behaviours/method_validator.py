"""The RequestValidatorId of AWS::ApiGateway::Method, which MiniStack's CloudFormation drops."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.registry import extend
from stratiform.local.emulator.resource_type import Created, Properties

EXPLAIN = None


def _creating(original: Callable[..., Created]) -> Callable[..., Created]:
    def create(logical_id: str, properties: Properties, stack: str) -> Created:
        made = original(logical_id, properties, stack)
        _validate(properties)
        return made

    return create


def _updating(original: Callable[..., Created]) -> Callable[..., Created]:
    def update(physical_id: str, old: Properties, new: Properties, *rest: Any) -> Created:
        made = original(physical_id, old, new, *rest)
        _validate(new)
        return made

    return update


def _validate(properties: Properties) -> None:
    resources = private.get("services.apigateway_v1", "_resources").get(properties.get("RestApiId")) or {}
    methods = (resources.get(properties.get("ResourceId")) or {}).get("resourceMethods") or {}
    method = methods.get(properties.get("HttpMethod", "ANY"))
    if method is not None:
        method["requestValidatorId"] = properties.get("RequestValidatorId")


def install() -> None:
    """Store it with the method, where requests are checked."""
    extend("AWS::ApiGateway::Method", "create", _creating)
    extend("AWS::ApiGateway::Method", "update", _updating)
