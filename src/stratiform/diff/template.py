"""The templates as text: which resources a file has more, fewer, or written otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.diff.changes import TemplateSets
from stratiform.diff.pairing import Pairing


def sets(before: Graph, after: Graph, pairing: Pairing) -> TemplateSets:
    """The exact sets. What does nothing counts too, e.g. metadata or a resource whose condition is false."""
    old = {pairing.moved(address): body for address, body in _bodies(before)}
    new = dict(_bodies(after))
    return TemplateSets(
        added=frozenset(new.keys() - old.keys()),
        removed=frozenset(old.keys() - new.keys()),
        modified=frozenset(address for address in new.keys() & old.keys() if new[address] != old[address]),
    )


def body(graph: Graph, resource: Resource) -> Mapping[str, Any]:
    """The resource as its template has it; of a graph made by hand, its type and properties."""
    stack = graph.stacks.get(resource.address.stack)
    found = (stack.body.get("Resources") or {}).get(resource.address.logical_id) if stack else None
    if isinstance(found, dict):
        return found
    made = {"Type": resource.type, "Properties": resource.properties}
    return made | ({"DeletionPolicy": resource.deletion_policy} if resource.deletion_policy else {})


def _bodies(graph: Graph) -> Iterator[tuple[Address, Any]]:
    told = set()
    for stack in graph.stacks.values():
        for logical_id, found in (stack.body.get("Resources") or {}).items():
            told.add(Address(stack.id, logical_id))
            yield Address(stack.id, logical_id), found
    for address, resource in graph.resources.items():
        if address not in told:
            yield address, body(graph, resource)
