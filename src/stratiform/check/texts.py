"""Texts that a template joins or substitutes, as far as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.assembly.properties import items

_UNKNOWN = "${...}"


def written(found: Any) -> str | None:
    """``found`` as text, with ``${...}`` for what is not known in a join; None for other intrinsics."""
    if isinstance(found, str):
        return found
    if not isinstance(found, Mapping) or len(found) != 1:
        return None
    ((function, argument),) = found.items()
    if function == "Fn::Join" and isinstance(argument, list) and len(argument) == 2:
        parts = [part if isinstance(part, str) else _UNKNOWN for part in items(argument[1])]
        return str(argument[0]).join(parts) if parts else None
    if function == "Fn::Sub":
        text = argument[0] if isinstance(argument, list) and argument else argument
        return text if isinstance(text, str) else None
    return None
