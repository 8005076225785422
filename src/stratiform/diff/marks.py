"""What a picture needs: both states under the same addresses, and which resources to mark."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from stratiform.assembly.graph import Address, Graph
from stratiform.diff.changes import Changes, Effect, Kind
from stratiform.diff.pairing import Pairing, pair

Mark = Literal["added", "changed", "removed"]


def marks(changes: Changes, before: Graph, after: Graph) -> tuple[Graph, dict[Address, Mark]]:
    """``before`` with the stack ids of ``after``, and the mark of each resource that differs.

    A resource under another logical id is removed and added. What changes nothing is not marked.
    """
    pairing = pair(before, after)
    found: dict[Address, Mark] = {}
    for change in changes.resources:
        old, new = change.before, change.after
        if new and change.kind in (Kind.ADDED, Kind.RENAMED):
            found[new.address] = "added"
        if old and change.kind in (Kind.REMOVED, Kind.RENAMED):
            found[pairing.moved(old.address)] = "removed"
        if change.kind in (Kind.CHANGED, Kind.MOVED) and change.effect is not Effect.NONE:
            found[change.address] = "changed"
    return _readdressed(before, pairing), found


def _readdressed(graph: Graph, pairing: Pairing) -> Graph:
    moved = pairing.moved
    stacks = {
        (id_ := pairing.after.get(stack.id, stack.id)): replace(
            stack, id=id_, parent=moved(stack.parent) if stack.parent else None
        )
        for stack in graph.stacks.values()
    }
    return replace(
        graph,
        stacks=stacks,
        resources={moved(at): replace(one, address=moved(at)) for at, one in graph.resources.items()},
        edges=tuple(
            replace(edge, source=moved(edge.source), target=moved(edge.target)) for edge in graph.edges
        ),
        outputs=tuple(replace(output, address=moved(output.address)) for output in graph.outputs),
    )
