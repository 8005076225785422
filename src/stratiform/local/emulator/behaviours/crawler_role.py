"""The Role of AWS::Glue::Crawler may be a name, as on AWS; MiniStack takes an ARN only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local.emulator.api_resource import arn
from stratiform.local.emulator.registry import extend
from stratiform.local.emulator.resource_type import Created, Properties

EXPLAIN = None


def _with_arn(properties: Properties) -> Properties:
    role = properties.get("Role", "")
    if not role or role.startswith("arn:"):
        return properties
    return {**properties, "Role": arn("iam", f"role/{role}", region=False)}


def _creating(original: Callable[..., Created]) -> Callable[..., Created]:
    return lambda logical_id, properties, stack: original(logical_id, _with_arn(properties), stack)


def _updating(original: Callable[..., Created]) -> Callable[..., Created]:
    def update(physical_id: str, old: Properties, new: Properties, *rest: Any) -> Created:
        return original(physical_id, _with_arn(old), _with_arn(new), *rest)

    return update


def install() -> None:
    """Complete the ARN."""
    extend("AWS::Glue::Crawler", "create", _creating)
    extend("AWS::Glue::Crawler", "update", _updating)
