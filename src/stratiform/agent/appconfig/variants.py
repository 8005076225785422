"""Which variant of a flag a context gets: the first whose rule holds, else the last.

https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-creating-multi-variant-feature-flags-rules.html

AWS does not publish the hash of ``split``, so the same entity may be in another part here than with AWS's own
agent. What is promised holds: the parts have their sizes, stay, and only grow as the percentage does.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from stratiform.agent.appconfig.ion import Annotated, Expression, Symbol

Context = Mapping[str, str]
_log = logging.getLogger(__name__)


def chosen(flag: str, elements: list[Any], context: Context) -> Any:
    """The flag's value for ``context``. ``elements`` are pairs of a rule and a value, and a default."""
    for element in elements:
        if isinstance(element, str):
            return json.loads(element)
        rule, value = element
        if holds(rule, flag, context):
            return json.loads(value)
    return {"enabled": False}


def holds(rule: Any, flag: str, context: Context) -> bool:
    """Whether a rule is true of ``context``. What compares different kinds of things is false."""
    if not isinstance(rule, Expression) or not rule.parts:
        return bool(_operand(rule, context))
    head, *rest = rule.parts
    operator = head.name if isinstance(head, Symbol) else ""
    match operator:
        case "and":
            return all(holds(each, flag, context) for each in rest)
        case "or":
            return any(holds(each, flag, context) for each in rest)
        case "not":
            return not holds(rest[0], flag, context)
        case "split":
            return _is_in_part(_named(rest), flag, context)
        case "exists":
            return _key(_named(rest).get("key")) in context
        case "matches":
            named = _named(rest)
            return _matches(flag, str(named["pattern"]), str(_operand(named["in"], context) or ""))
        case "rule":
            return holds(rest[0], flag, context)
    return _compare(operator, [_operand(each, context) for each in rest])


def _matches(flag: str, pattern: str, text: str) -> bool:
    """Not where the pattern is in a dialect that Python does not read: the other flags are served."""
    try:
        return re.search(pattern, text) is not None
    except re.error:
        _log.warning("flag %s has a pattern that cannot be read, nobody matches it: %r", flag, pattern)
        return False


def _compare(operator: str, operands: list[Any]) -> bool:
    if len(operands) != 2 or operands[0] is None:
        return False
    left, right = operands
    if operator == "in":
        return isinstance(right, list) and any(_same(left, each) for each in right)
    if isinstance(right, list):
        return False
    if operator == "eq":
        return _same(left, right)
    if operator in ("begins_with", "ends_with", "contains"):
        texts = (str(left), str(right))
        known = {"begins_with": str.startswith, "ends_with": str.endswith, "contains": str.__contains__}
        return bool(known[operator](*texts))
    left, right = _alike(left, right)
    try:
        comparison: Callable[[], bool] = {
            "gt": lambda: left > right,
            "gte": lambda: left >= right,
            "lt": lambda: left < right,
            "lte": lambda: left <= right,
        }[operator]
        return bool(comparison())
    except (KeyError, TypeError):
        return False


def _same(left: Any, right: Any) -> bool:
    left, right = _alike(left, right)
    return bool(left == right)


def _alike(left: Any, right: Any) -> tuple[Any, Any]:
    """A context is text; it is read as what it is compared with."""
    if isinstance(left, str) and not isinstance(right, str):
        return _as(left, right), right
    if isinstance(right, str) and not isinstance(left, str):
        return left, _as(right, left)
    return left, right


def _as(text: str, like: Any) -> Any:
    try:
        if isinstance(like, bool):
            return {"true": True, "false": False}.get(text.lower(), text)
        if isinstance(like, int | float):
            return float(text)
        if isinstance(like, datetime):
            return datetime.fromisoformat(text)
    except ValueError:
        return None
    return text


def _operand(value: Any, context: Context) -> Any:
    if isinstance(value, Symbol):
        return context.get(_key(value)) if value.name.startswith("$") else value.name
    if isinstance(value, str) and value.startswith("$"):
        return context.get(_key(value))
    return [_operand(each, context) for each in value] if isinstance(value, list) else value


def _key(value: Any) -> str:
    return str(value.name if isinstance(value, Symbol) else value).lstrip("$")


def _named(parts: list[Any]) -> dict[str, Any]:
    return {part.name: part.value for part in parts if isinstance(part, Annotated)}


def _is_in_part(named: Mapping[str, Any], flag: str, context: Context) -> bool:
    """``seed`` makes the same parts for every flag; without one a flag has parts of its own."""
    entity = _operand(named.get("by"), context)
    if entity is None:
        return False
    seed = named.get("seed", f"flag:{flag}")
    digest = hashlib.sha256(f"{seed}\0{entity}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64 * 100 < float(named.get("pct", 0))
