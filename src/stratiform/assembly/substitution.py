"""``Fn::Sub``: the variables in its text, and what becomes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from stratiform.assembly.scalars import as_text
from stratiform.assembly.scope import UNKNOWN, Scope

# ${Name}, ${Name.Attribute}, and ${!Literal}, which stands for the text ${Literal}.
_VARIABLE = re.compile(r"\$\{(!?)([^{}]*)\}")


def substitute(text: str, variables: Mapping[str, Any], scope: Scope) -> Any:
    """The text where every variable is known, else the ``Fn::Sub`` with the variables that are not.

    ``variables`` are resolved already.
    """
    unknown: dict[str, Any] = {}
    complete = True

    def known(found: re.Match[str]) -> str:
        nonlocal complete
        name = found[2].strip()
        if found[1]:
            return found[0]
        value = as_text(variables[name] if name in variables else _value(name, scope))
        if value is not None:
            return value.replace("${", "${!")
        complete = False
        if name in variables:
            unknown[name] = variables[name]
        return found[0]

    result = _VARIABLE.sub(known, text)
    if complete:
        return _VARIABLE.sub(lambda found: f"${{{found[2]}}}" if found[1] else found[0], result)
    return {"Fn::Sub": [result, unknown] if unknown else result}


def names(text: str) -> Iterator[tuple[str, str | None]]:
    """Each variable's logical id, and its attribute if it asks for one."""
    for found in _VARIABLE.finditer(text):
        if not found[1]:
            name, _, attribute = found[2].strip().partition(".")
            yield name, attribute or None


def _value(name: str, scope: Scope) -> Any:
    logical_id, dot, attribute = name.partition(".")
    if dot:
        return scope.attribute(logical_id, attribute)
    return scope.values.get(name, UNKNOWN)
