"""An application of the Serverless Application Repository is inert: it is on AWS only.

CDK's ``add_rotation_single_user`` is one. SAM's translator would call AWS for it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private

EXPLAIN = (
    "An application of the Serverless Application Repository, such as the CDK's database rotation, "
    "is accepted and does nothing."
)


def _without_repository(template: dict[str, Any]) -> dict[str, Any]:
    resources = template.get("Resources")
    if not isinstance(resources, dict):
        return template
    return {**template, "Resources": {name: _inert(one) for name, one in resources.items()}}


def _inert(resource: Any) -> Any:
    if not isinstance(resource, dict) or resource.get("Type") != "AWS::Serverless::Application":
        return resource
    location = (resource.get("Properties") or {}).get("Location")
    if not (isinstance(location, dict) and "ApplicationId" in location):
        return resource
    return {**resource, "Type": "AWS::ServerlessRepo::Application"}


def _leaving_it_out(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def apply(template: dict[str, Any], provided_params: Any = None, previous_params: Any = None) -> Any:
        return original(_without_repository(template), provided_params, previous_params)

    return apply


def install() -> None:
    """Replace its type before the transforms run."""
    private.wrap("services.cloudformation.engine", "_apply_transforms", _leaving_it_out)
