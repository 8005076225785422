"""Two states of a system in one graph."""

from __future__ import annotations

from dataclasses import replace

from stratiform.assembly.graph import Graph


def both(after: Graph, before: Graph) -> Graph:
    """``after`` with the resources that only ``before`` has, and the references from and to those."""
    gone = {address: one for address, one in before.resources.items() if address not in after.resources}
    return replace(
        after,
        stacks={**before.stacks, **after.stacks},
        resources={**after.resources, **gone},
        edges=(*after.edges, *(edge for edge in before.edges if edge.source in gone or edge.target in gone)),
        uses=tuple(dict.fromkeys((*after.uses, *before.uses))),
    )
