"""The shapes that faults of policies have. Every function here returns the ``faults`` of a rule."""

from __future__ import annotations

from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.policies import matches, statements, statements_of
from stratiform.assembly.properties import value
from stratiform.check.bound import is_bound
from stratiform.check.rule import Fault
from stratiform.check.shapes import Faults


def not_for_everyone(path: str) -> Faults:
    """A fault where the policy at ``path`` allows all principals something, and no condition binds them."""

    def faults(resource: Resource, graph: Graph) -> Fault | None:
        for statement in statements(value(resource, path), path):
            if statement.allows and statement.is_for_everyone and not is_bound(statement):
                actions = ", ".join(map(str, statement.actions))
                return Fault(f"The policy allows {actions} to everyone.", at=f"{statement.at}.Principal")
        return None

    return faults


def must_name_resources(at: str, *actions: str, or_service: bool) -> Faults:
    """A fault where a statement allows one of ``actions`` on the resource ``*``, without a condition.

    Wildcards in the statement count, but not ``*`` alone, and ``s3:*`` only with ``or_service``. The fault is
    at the element ``at`` of the statement.
    """

    def names_one(action: Any) -> bool:
        if not isinstance(action, str) or action == "*" or (action.endswith(":*") and not or_service):
            return False
        return any(matches(action, one) for one in actions)

    def faults(resource: Resource, graph: Graph) -> Fault | None:
        for statement in statements_of(resource):
            conditional = statement.conditions or statement.has_unknown_condition
            if not statement.allows or conditional or "*" not in statement.resources:
                continue
            if found := list(filter(names_one, statement.actions)):
                says = f'{", ".join(found)} is allowed on the resource "*".'
                return Fault(says, at=f"{statement.at}.{at}")
        return None

    return faults


def must_not_allow_with(element: str, says: str) -> Faults:
    """A fault where a statement that grants has the ``element``, as in ``NotAction``."""

    def faults(resource: Resource, graph: Graph) -> Fault | None:
        for statement in statements_of(resource):
            if statement.allows and element in statement.body:
                return Fault(says, at=f"{statement.at}.{element}")
        return None

    return faults
