"""A function's variables are text, also where the template has a number or a boolean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local.emulator.registry import extend
from stratiform.local.emulator.resource_type import Created, Properties

EXPLAIN = None


def _with_text(properties: Properties) -> Properties:
    variables = (properties.get("Environment") or {}).get("Variables") or {}
    if all(isinstance(value, str) for value in variables.values()):
        return properties
    return {**properties, "Environment": {"Variables": {k: _text(v) for k, v in variables.items()}}}


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _creating(original: Callable[..., Created]) -> Callable[..., Created]:
    return lambda logical_id, properties, stack: original(logical_id, _with_text(properties), stack)


def _updating(original: Callable[..., Created]) -> Callable[..., Created]:
    def update(physical_id: str, old: Properties, new: Properties, *rest: Any) -> Created:
        return original(physical_id, _with_text(old), _with_text(new), *rest)

    return update


def install() -> None:
    """Spell them before the function sees them."""
    extend("AWS::Lambda::Function", "create", _creating)
    extend("AWS::Lambda::Function", "update", _updating)
