"""Reading property values, any of which may be one that only a deployment knows."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from stratiform.assembly.graph import Resource

_MISSING = object()


def value(resource: Resource | Mapping[str, Any], path: str, default: Any = None) -> Any:
    """The value at a dotted ``path``; ``default`` where it or a parent is absent.

    A parent that is an intrinsic is returned itself: nothing below it is known.
    """
    found: Any = resource.properties if isinstance(resource, Resource) else resource
    for name in path.split("."):
        if is_unknown(found):
            return found
        found = found.get(name, _MISSING) if isinstance(found, Mapping) else _MISSING
        if found is _MISSING or found is None:
            return default
    return found


def is_unknown(found: Any) -> bool:
    """Whether ``found`` is an intrinsic that was not resolved, e.g. ``{"Ref": "Parameter"}``."""
    if not isinstance(found, Mapping) or len(found) != 1:
        return False
    name = str(next(iter(found)))
    return name in ("Ref", "Condition") or name.startswith("Fn::")


def may_be(found: Any, *values: Any) -> bool:
    """Whether ``found`` is one of ``values``, or is not known and so may be."""
    return is_unknown(found) or found in values


def may_be_absent(found: Any) -> bool:
    """Whether a condition that is not decided may remove the value: ``{"Fn::If": [..., AWS::NoValue]}``."""
    match found:
        case {"Fn::If": [_, *branches]} if len(found) == 1:
            return any(one == {"Ref": "AWS::NoValue"} or may_be_absent(one) for one in branches)
    return False


def is_true(found: Any) -> bool:
    """Whether ``found`` says yes, as CloudFormation reads it: a boolean or the text ``true``."""
    return found is True or (isinstance(found, str) and found.lower() == "true")


def is_false(found: Any) -> bool:
    """Whether ``found`` says no or is absent. Unknown values say neither yes nor no."""
    return found is None or found is False or (isinstance(found, str) and found.lower() == "false")


def may_be_true(found: Any) -> bool:
    """Whether ``found`` says yes, or is not known and so may."""
    return is_unknown(found) or is_true(found)


def may_be_false(found: Any) -> bool:
    """Whether ``found`` says no or is absent, or is not known and so may."""
    return is_unknown(found) or is_false(found)


def number(found: Any) -> float | None:
    """``found`` as a finite number, also from text; None where it is none or unknown."""
    if isinstance(found, bool) or not isinstance(found, int | float | str):
        return None
    try:
        result = float(found)
    except (ValueError, OverflowError):
        return None
    return result if math.isfinite(result) else None


def canonical(found: Any) -> str:
    """``found`` as text that is the same for equal values, whatever intrinsics they hold."""
    return json.dumps(found, sort_keys=True, default=str)


def items(found: Any) -> Sequence[Any]:
    """``found`` as a list: itself, or a list of it alone; empty where it is absent or unknown."""
    if found is None or is_unknown(found):
        return ()
    return found if isinstance(found, list | tuple) else (found,)
