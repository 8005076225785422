"""How CloudFormation prints a value, and whether a value is known at all."""

from __future__ import annotations

from typing import Any


def as_text(value: Any) -> str | None:
    """A scalar as CloudFormation prints it; None for anything else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    return None


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
