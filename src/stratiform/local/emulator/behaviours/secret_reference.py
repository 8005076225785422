"""``Ref`` of AWS::SecretsManager::Secret is its ARN, as on AWS. MiniStack gives its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.registry import extend
from stratiform.local.emulator.resource_type import Created, Properties

EXPLAIN = None
_TYPE = "AWS::SecretsManager::Secret"


def _name(reference: str) -> str:
    name, secret = private.get("services.secretsmanager", "_resolve")(reference)
    return name if secret else reference


def _creating(original: Callable[..., Created]) -> Callable[..., Created]:
    def create(logical_id: str, properties: Properties, stack: str) -> Created:
        _, attributes = original(logical_id, properties, stack)
        return attributes["Arn"], attributes

    return create


def _updating(original: Callable[..., Created]) -> Callable[..., Created]:
    def update(physical_id: str, *rest: Any) -> Created:
        _, attributes = original(_name(physical_id), *rest)
        return attributes["Arn"], attributes

    return update


def _deleting(original: Callable[[str, Properties], None]) -> Callable[[str, Properties], None]:
    return lambda physical_id, properties: original(_name(physical_id), properties)


def install() -> None:
    """Translate between the ARN, which templates see, and the name, which MiniStack's handlers use."""
    extend(_TYPE, "create", _creating)
    extend(_TYPE, "update", _updating)
    extend(_TYPE, "delete", _deleting)
