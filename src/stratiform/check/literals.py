"""Secrets that a template spells out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeGuard

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_true


def is_literal_secret(found: Any) -> TypeGuard[str]:
    """Whether ``found`` is the text itself: neither unknown nor a reference that a deployment resolves."""
    return isinstance(found, str) and found != "" and "{{resolve:" not in found


def disclosed(found: Any, resource: Resource, graph: Graph) -> str | None:
    """How a secret that ``resource`` takes is disclosed, as the end of a sentence; None where it is not.

    A parameter discloses it by its default, and where it is not NoEcho, to whoever may describe the stack.
    """
    if is_literal_secret(found):
        return "stands in the template"
    name = found.get("Ref") if isinstance(found, Mapping) and len(found) == 1 else None
    stack = graph.stacks.get(resource.address.stack)
    parameters = stack.body.get("Parameters") if stack else None
    declared = parameters.get(name) if isinstance(parameters, Mapping) and isinstance(name, str) else None
    if not isinstance(declared, Mapping) or declared.get("Type") != "String":
        return None
    if is_literal_secret(declared.get("Default")):
        return f"is the default of the parameter {name}"
    return (
        None if is_true(declared.get("NoEcho")) else f"is shown by the parameter {name}, which is not NoEcho"
    )
