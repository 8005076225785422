"""What leads from one node to another. One file a way of knowing it."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.assembly.graph import Graph
from stratiform.diagram.hosts import Hosts
from stratiform.diagram.relations import network_rules, outside, policies, references, routes, uses, wiring
from stratiform.diagram.relations.relation import Relation, Strength

__all__ = ["Relation", "Strength", "relations"]

_WAYS = (uses, wiring, routes, policies, network_rules, references, outside)


def relations(graph: Graph, hosts: Hosts) -> Iterator[Relation]:
    """Every relation between two nodes, in the order in which the ways of knowing are trusted."""
    for way in _WAYS:
        yield from way.relations(graph, hosts)
