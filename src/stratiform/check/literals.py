"""Secrets that a template spells out."""

from __future__ import annotations

from typing import Any, TypeGuard


def is_literal_secret(found: Any) -> TypeGuard[str]:
    """Whether ``found`` is the text itself: neither unknown nor a reference that a deployment resolves."""
    return isinstance(found, str) and found != "" and "{{resolve:" not in found
