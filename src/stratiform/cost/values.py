"""Property values as exact numbers, as text and as lists of mappings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from stratiform.assembly.properties import is_unknown, items


def number(found: Any) -> Decimal | None:
    """``found`` as a finite number, also from text; None where it is none."""
    if isinstance(found, bool) or not isinstance(found, int | float | str | Decimal):
        return None
    try:
        result = Decimal(str(found).strip())
    except InvalidOperation:
        return None
    return result if result.is_finite() else None


def text(found: Any) -> str:
    """``found`` as text; empty for what is absent, unknown or no scalar."""
    return "" if found is None or isinstance(found, Mapping | list | tuple) else str(found)


def mappings(found: Any) -> Sequence[Mapping[str, Any]]:
    """The members of a list that are mappings and known."""
    return [item for item in items(found) if isinstance(item, Mapping) and not is_unknown(item)]
