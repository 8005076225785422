"""Which nodes are drawn as one: those of one kind, in one place, with lines of one shape."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final

from stratiform.assembly.graph import Address, Graph
from stratiform.diagram.joining import Line, Pair
from stratiform.diagram.picture import Detail

# So many alike are drawn as one; what is below can be taken in at a glance.
ENOUGH: Final = 3
_PLURAL: Final = frozenset(
    {
        "AWS::EC2::VPCEndpoint",
        "AWS::EC2::NatGateway",
        "AWS::SSM::Parameter",
        "AWS::KMS::Key",
        "AWS::IAM::Role",
    }
)


def alike(
    graph: Graph,
    nodes: Sequence[Address],
    places: Mapping[Address, Hashable],
    lines: Mapping[Pair, Line],
    detail: Detail,
) -> list[tuple[Address, ...]]:
    """``nodes`` in groups of those drawn as one, in their order; most groups have one member.

    Two are alike when they have the same type and place and lead, with the same words, to and from what is
    alike in turn: twelve functions that each write a table of their own are one line from one to one.
    """
    kind = {node: (graph.resources[node].type, places[node]) for node in nodes}
    if detail == "all":
        return [(node,) for node in nodes]
    classes = _numbered(nodes, kind)
    if detail == "default":
        around = _around(nodes, lines)
        count = 0
        while count != (count := len(set(classes.values()))):
            classes = _numbered(
                nodes,
                {
                    node: (
                        classes[node],
                        frozenset(
                            (way, label, -1 if other is None else classes[other])
                            for way, label, other in around[node]
                        ),
                    )
                    for node in nodes
                },
            )
    members: dict[int, list[Address]] = {}
    for node in nodes:
        members.setdefault(classes[node], []).append(node)
    found: list[tuple[Address, ...]] = []
    for several in members.values():
        plural = graph.resources[several[0]].type in _PLURAL
        least = 2 if plural or detail == "overview" else ENOUGH
        found += [tuple(several)] if len(several) >= least else [(one,) for one in several]
    return found


def _numbered(nodes: Iterable[Address], keys: Mapping[Address, Hashable]) -> dict[Address, int]:
    numbers: dict[Hashable, int] = {}
    return {node: numbers.setdefault(keys[node], len(numbers)) for node in nodes}


def _around(
    nodes: Iterable[Address], lines: Mapping[Pair, Line]
) -> dict[Address, set[tuple[str, str, Address | None]]]:
    found: dict[Address, set[tuple[str, str, Address | None]]] = {node: set() for node in nodes}
    for (source, target), line in lines.items():
        if source in found:
            found[source].add(("to", line.label, target))
        if target in found:
            found[target].add(("from", line.label, source))
    return found
