"""IAM policies in one form: statements sorted, single values as lists, actions in lower case."""

from __future__ import annotations

from typing import Any

from stratiform.assembly.properties import canonical

_LISTS = ("Action", "NotAction", "Resource", "NotResource")


def canonical_policies(value: Any) -> Any:
    """``value`` with every policy document in it in canonical form."""
    match value:
        case {"Statement": list() | dict() as statements}:
            found = statements if isinstance(statements, list) else [statements]
            rest = {key: inner for key, inner in value.items() if key != "Statement"}
            return rest | {"Statement": sorted((_statement(one) for one in found), key=canonical)}
        case dict():
            return {key: canonical_policies(inner) for key, inner in value.items()}
        case list():
            return [canonical_policies(inner) for inner in value]
    return value


def _statement(statement: Any) -> Any:
    if not isinstance(statement, dict):
        return statement
    found: dict[str, Any] = {}
    for key, value in statement.items():
        if key in _LISTS:
            found[key] = many(value, lower=key.endswith("Action"))
        elif key in ("Principal", "NotPrincipal") and isinstance(value, dict):
            found[key] = {kind: many(names) for kind, names in value.items()}
        elif key == "Condition" and isinstance(value, dict):
            found[key] = {
                test: {name: many(wanted) for name, wanted in keys.items()}
                if isinstance(keys, dict)
                else keys
                for test, keys in value.items()
            }
        else:
            found[key] = value
    return found


def many(value: Any, *, lower: bool = False) -> list[Any]:
    """A single value or a list as a sorted list without repetitions."""
    items = value if isinstance(value, list) else [value]
    if lower:
        items = [item.lower() if isinstance(item, str) else item for item in items]
    return [item for _, item in sorted({canonical(item): item for item in items}.items())]
