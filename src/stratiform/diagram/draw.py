"""The picture of a change: what was added, changed and removed, in one SVG."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from stratiform.assembly.graph import Address, Graph
from stratiform.diagram.picture import Change, Detail, Note
from stratiform.diagram.picture_of import picture


def draw(
    graph: Graph,
    *,
    changes: Mapping[Address, Change],
    removed_graph: Graph | None = None,
    notes: Mapping[Address, Note] | None = None,
    title: str = "",
    detail: Detail = "default",
) -> str:
    """The SVG of ``graph``, the state after a change, with each resource marked as ``changes`` says.

    ``changes`` says ``added``, ``changed`` or ``removed`` by address; what it leaves out is unchanged.
    ``removed_graph`` is the state before: what ``changes`` calls removed is drawn from there. Raises
    MissingPart without Graphviz.
    """
    from stratiform.diagram.layout import layout  # whoever only wants the picture needs no engine
    from stratiform.diagram.svg import svg

    marked = dict(notes or {})
    for address, change in changes.items():
        marked[address] = replace(marked.get(address, Note()), change=change)
    drawn = picture(graph, notes=marked, title=title, detail=detail, before=removed_graph)
    return svg(drawn, layout(drawn))
