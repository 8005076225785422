"""Resolving a template's values: every intrinsic function whose result is known without deploying."""

from __future__ import annotations

from typing import Any

from stratiform.assembly import functions
from stratiform.assembly.functions import NO_VALUE, REMOVED
from stratiform.assembly.scope import Scope


def resolve(value: Any, scope: Scope) -> Any:
    """``value`` with every known intrinsic replaced by its result; the others stay, their arguments resolved.

    A property or item whose value is ``AWS::NoValue`` is left out. ``Fn::GetAtt`` that stays is a list.
    Resolving twice gives the same as once. Raises TemplateError only from the scope's conditions.
    """
    result = _resolve(value, scope)
    return dict(NO_VALUE) if result is REMOVED else result


def _resolve(value: Any, scope: Scope) -> Any:
    if isinstance(value, dict):
        if len(value) == 1:
            ((name, argument),) = value.items()
            if name == "Fn::If":
                return _if(argument, scope)
            if name in functions.FUNCTIONS:
                return functions.FUNCTIONS[name](resolve(argument, scope), scope)
        return {
            key: known for key, inner in value.items() if (known := _resolve(inner, scope)) is not REMOVED
        }
    if isinstance(value, list):
        return [known for inner in value if (known := _resolve(inner, scope)) is not REMOVED]
    return value


def _if(argument: Any, scope: Scope) -> Any:
    match argument:
        case [str(condition), yes, no]:
            decided = scope.condition(condition)
            if decided is None:
                return {"Fn::If": [condition, resolve(yes, scope), resolve(no, scope)]}
            return _resolve(yes if decided else no, scope)
    return {"Fn::If": resolve(argument, scope)}
