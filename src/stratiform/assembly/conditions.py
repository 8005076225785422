"""A template's conditions: true, false, or undecided before a deployment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from stratiform.assembly.intrinsics import resolve
from stratiform.assembly.scalars import as_text, is_known
from stratiform.assembly.scope import Scope
from stratiform.assembly.template import Template


def decide(template: Template, scope: Scope) -> Mapping[str, bool | None]:
    """Each condition's truth, None where it cannot be decided. ``scope`` has the values and mappings.

    Raises TemplateError for a condition that needs itself.
    """
    definitions = template.section("Conditions")
    decided: dict[str, bool | None] = {}
    deciding: list[str] = []

    def truth(name: str) -> bool | None:
        if name in deciding:
            way = " -> ".join((*deciding[deciding.index(name) :], name))
            raise template.error(f"Conditions need one another: {way}", "Conditions", name)
        if name not in decided and name in definitions:
            deciding.append(name)
            decided[name] = _truth(definitions[name], within)
            deciding.pop()
        return decided.get(name)

    within = replace(scope, condition=truth)
    for name in definitions:
        truth(name)
    return decided


def _truth(expression: Any, scope: Scope) -> bool | None:
    match expression:
        case {"Condition": str(name)}:
            return scope.condition(name)
        case {"Fn::Equals": [left, right]}:
            return _equal(resolve(left, scope), resolve(right, scope))
        case {"Fn::And": list(parts)}:
            return _all([_truth(part, scope) for part in parts])
        case {"Fn::Or": list(parts)}:
            none = _all([_negated(_truth(part, scope)) for part in parts])
            return _negated(none)
        case {"Fn::Not": [part]}:
            return _negated(_truth(part, scope))
    return None


def _equal(left: Any, right: Any) -> bool | None:
    if is_known(left) and is_known(right):
        left_text, right_text = as_text(left), as_text(right)
        return bool(left == right if left_text is None or right_text is None else left_text == right_text)
    return True if left == right else None


def _all(truths: list[bool | None]) -> bool | None:
    if False in truths:
        return False
    return None if None in truths else True


def _negated(truth: bool | None) -> bool | None:
    return None if truth is None else not truth
