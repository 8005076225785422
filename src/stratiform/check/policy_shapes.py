"""The shapes that faults of policies have. Every function here returns the ``faults`` of a rule."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault
from stratiform.check.shapes import Faults
from stratiform.check.statements import permissions, statements


def not_for_everyone(path: str) -> Faults:
    """A fault where the policy at ``path`` allows all principals something, and no condition binds them."""

    def faults(resource: Resource, graph: Graph) -> Fault | None:
        for statement in statements(value(resource, path), path):
            if statement.allows and statement.is_for_everyone and not statement.is_bound:
                actions = ", ".join(map(str, statement.actions))
                return Fault(f"The policy allows {actions} to everyone.", at=f"{statement.at}.Principal")
        return None

    return faults


def must_not_allow_with(element: str, says: str) -> Faults:
    """A fault where a statement that grants has the ``element``, as in ``NotAction``."""

    def faults(resource: Resource, graph: Graph) -> Fault | None:
        for statement in permissions(resource):
            if statement.allows and element in statement.body:
                return Fault(says, at=f"{statement.at}.{element}")
        return None

    return faults
