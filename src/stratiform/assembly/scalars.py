"""How CloudFormation prints a value, and whether a value is known at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def as_text(value: Any) -> str | None:
    """A scalar as CloudFormation prints it; None for anything else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    return None


def as_texts(value: Any) -> Mapping[str, str]:
    """The scalars of a mapping as text; what is no scalar, or no mapping, is left out."""
    items = value.items() if isinstance(value, dict) else ()
    return {key: text for key, inner in items if (text := as_text(inner)) is not None}


def is_known(value: Any) -> bool:
    """Whether ``value`` holds no intrinsic."""
    if isinstance(value, dict):
        if len(value) == 1:
            (name,) = value
            if name == "Ref" or name.startswith("Fn::"):
                return False
        return all(is_known(inner) for inner in value.values())
    if isinstance(value, list):
        return all(is_known(inner) for inner in value)
    return True
