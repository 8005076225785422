"""Lists of keys and values, which load balancers and target groups use for most of their settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, items, value
from stratiform.check.rule import Fault
from stratiform.check.shapes import Faults, seen


def attribute(resource: Resource, path: str, key: str, default: Any = None) -> Any:
    """The value of ``key`` in the list of ``{Key, Value}`` at ``path``.

    A list that is not known, or a member of it that may be the key, is answered with that intrinsic.
    """
    found = value(resource, path)
    if is_unknown(found):
        return found
    unknown = None
    for member in items(found):
        if is_unknown(member):
            unknown = member
        elif isinstance(member, Mapping):
            if member.get("Key") == key:
                return member.get("Value", default)
            if is_unknown(member.get("Key")):
                unknown = member["Key"]
    return default if unknown is None else unknown


def attribute_must(
    path: str, key: str, says: str, holds: Callable[[Any], bool], *, default: Any = None
) -> Faults:
    """A fault where the attribute ``key`` is known and ``holds`` is not true of it; ``says`` as in shapes."""

    def faults(resource: Resource, graph: Graph) -> Fault | None:
        found = attribute(resource, path, key, default)
        if is_unknown(found) or holds(found):
            return None
        return Fault(seen(says, found, is_default=attribute(resource, path, key) is None), at=path)

    return faults


def balances(*kinds: str) -> Callable[[Resource, Graph], bool]:
    """Whether a load balancer is of one of ``kinds``; ``application`` is what it is by default."""
    return lambda balancer, graph: value(balancer, "Type", "application") in kinds
