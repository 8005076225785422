"""Declared uses: ``workload.uses(resource, access)``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stratiform.assembly.graph import Address, Graph
from stratiform.diagram.categories import category
from stratiform.diagram.hosts import Hosts
from stratiform.diagram.relations.relation import Relation

_VERBS: Final = {"read": "reads", "write": "writes", "read-write": "reads and writes"}
_OWN: Final = {
    ("AWS::SQS::Queue", "write"): "sends to",
    ("AWS::SNS::Topic", "write"): "publishes to",
    ("AWS::Events::EventBus", "write"): "publishes to",
}
_EMPTY: Final = frozenset({"Resource", "Default", "Service", "Function", "Definition"})
_WORKLOADS: Final = frozenset({"function", "container", "server"})


def relations(graph: Graph, hosts: Hosts) -> Iterator[Relation]:
    """One relation for each declared use whose two ends are drawn."""
    drawn = [address for address in graph.resources if hosts.is_drawn(address)]
    for use in graph.uses:
        workload = _node(graph, drawn, use.workload, workload=True)
        resource = _node(graph, drawn, use.resource, workload=False)
        if workload and resource and workload != resource:
            type_ = graph.resources[resource].type
            verb = _VERBS.get(use.access, use.access)
            if category(type_) in _WORKLOADS:
                verb = "calls"
            label = _OWN.get((type_, use.access), verb)
            reason = f"{use.workload} uses {use.resource} ({use.access})"
            if (type_, use.access) == ("AWS::SQS::Queue", "read"):
                yield Relation(resource, workload, "feeds", reason)
            else:
                yield Relation(workload, resource, label, reason)


def _node(graph: Graph, drawn: list[Address], path: str, *, workload: bool) -> Address | None:
    """The drawn resource of the construct at ``path``: the one with the fewest words of its own."""
    below = [
        address
        for address in drawn
        if (place := graph.resources[address].path) == path or place.startswith(f"{path}/")
    ]

    def distance(address: Address) -> tuple[bool, int, int]:
        resource = graph.resources[address]
        words = resource.path.removeprefix(path).split("/")
        own = [word for word in words if word and word not in _EMPTY]
        return (workload and category(resource.type) not in _WORKLOADS, len(own), len(words))

    return min(below, key=distance, default=None)
