"""The PermissionsBoundary of AWS::IAM::Role and AWS::IAM::User, which MiniStack's CloudFormation drops."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.registry import extend
from stratiform.local.emulator.resource_type import Created, Properties

EXPLAIN = None


def _creating(original: Callable[..., Created]) -> Callable[..., Created]:
    def create(logical_id: str, properties: Properties, stack: str) -> Created:
        role, attributes = original(logical_id, properties, stack)
        _bound(role, properties)
        return role, attributes

    return create


def _updating(original: Callable[..., Created]) -> Callable[..., Created]:
    def update(physical_id: str, old: Properties, new: Properties, *rest: Any) -> Created:
        role, attributes = original(physical_id, old, new, *rest)
        _bound(role, new)
        return role, attributes

    return update


def _bound(role: str, properties: Properties) -> None:
    private.get("services.iam", "_roles")[role]["PermissionsBoundary"] = properties.get("PermissionsBoundary")


def install() -> None:
    """Store the boundary with the role, where the policy evaluation reads it."""
    extend("AWS::IAM::Role", "create", _creating)
    extend("AWS::IAM::Role", "update", _updating)
