"""Reading property values, any of which may be known only at deployment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any


def value(properties: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path, or None; an intrinsic on the way is returned itself."""
    found: Any = properties
    for name in path.split("."):
        if is_unknown(found):
            return found
        found = found.get(name) if isinstance(found, Mapping) else None
        if found is None:
            return None
    return found


def is_unknown(found: Any) -> bool:
    """Whether ``found`` is an intrinsic that only a deployment resolves."""
    if not isinstance(found, Mapping) or len(found) != 1:
        return False
    name = str(next(iter(found)))
    return name in ("Ref", "Condition") or name.startswith("Fn::")


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


def items(found: Any) -> Sequence[Any]:
    """``found`` as a list: itself, or a list of it alone; empty where it is absent or unknown."""
    if found is None or is_unknown(found):
        return ()
    return found if isinstance(found, list | tuple) else (found,)


def mappings(found: Any) -> Sequence[Mapping[str, Any]]:
    """The members of a list that are mappings and known."""
    return [item for item in items(found) if isinstance(item, Mapping) and not is_unknown(item)]
