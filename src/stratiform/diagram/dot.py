"""A picture in Graphviz's language: sizes, boxes and lines, and no text that it would have to measure.

Labels are tables of a fixed size, so no font is looked for: that costs seconds and differs by machine.
Every name is an id of ours, so nothing of the user's is in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from stratiform.diagram.card import Card
from stratiform.diagram.measure import width
from stratiform.diagram.picture import OUTSIDE, Group, Picture

GROUP_SIZE: Final = 13.0
LABEL_SIZE: Final = 10.5
_POINTS: Final = 72


@dataclass(frozen=True)
class Way:
    """One way to arrange a picture.

    ``direction`` is LR or TB. ``across``: one order for everything, not one inside each box.
    ``outside_first`` keeps the world outside before all else. ``backwards`` names everything in the
    opposite order, which the engine's heuristics answer with another arrangement. ``labelled`` keeps room
    for labels, at which the engine fails in some graphs.
    """

    direction: str
    across: bool
    outside_first: bool = False
    backwards: bool = False
    labelled: bool = True


def source(picture: Picture, cards: Mapping[str, Card], way: Way) -> str:
    """The digraph. Groups are clusters ``cluster_<id>``; the link of number n has the id ``e<n>``."""
    busy = {end for link in picture.links for end in (link.source, link.target)}
    lines = [
        "digraph {",
        f"graph [rankdir={way.direction}, newrank={str(way.across).lower()}]",
        'graph [nodesep=0.3, ranksep=0.55, splines=true, label=""]',
        'node [shape=box, fixedsize=true, label=""]',
        "edge [arrowsize=0.8]",
        *_group(picture.root, cards, busy, way),
        *(_outside_first(picture, cards) if way.outside_first else ()),
    ]
    for number, link in enumerate(picture.links):
        label = (
            _table(width(link.label, LABEL_SIZE) + 8, LABEL_SIZE + 5) if link.label and way.labelled else '""'
        )
        weight = 1 if link.faint else 4
        lines.append(f"{link.source} -> {link.target} [id=e{number}, label={label}, weight={weight}]")
    return "\n".join([*lines, "}"])


def _group(group: Group, cards: Mapping[str, Card], busy: set[str], way: Way) -> Iterator[str]:
    if group.kind != "root":
        label = _table(width(group.name, GROUP_SIZE, bold=True) + 14, GROUP_SIZE + 9)
        yield f"subgraph cluster_{group.id} {{"
        yield f"graph [label={label}, labeljust=l, labelloc=t, margin=14]"
    for node in reversed(group.nodes) if way.backwards else group.nodes:
        wide, high = cards[node.id].size
        yield f"{node.id} [width={wide / _POINTS:.4f}, height={high / _POINTS:.4f}]"
    yield from _rows([node.id for node in group.nodes if node.id not in busy])
    for inner in reversed(group.groups) if way.backwards else group.groups:
        yield from _group(inner, cards, busy, way)
    if group.kind != "root":
        yield "}"


def _outside_first(picture: Picture, cards: Mapping[str, Card]) -> Iterator[str]:
    """Unseen lines from outside to all that nothing leads to, so that outside is before everything."""
    led_to = {link.target for link in picture.links}
    if OUTSIDE.id in cards:
        for id_ in cards:
            if id_ not in led_to and id_ != OUTSIDE.id:
                yield f"{OUTSIDE.id} -> {id_} [style=invis, weight=0]"


def _rows(alone: list[str]) -> Iterator[str]:
    """Nodes without lines would all stand below one another: chains of unseen lines make a grid of them."""
    columns = math.ceil(math.sqrt(len(alone) / 2)) if len(alone) > 3 else 1
    for start in range(0, len(alone), columns):
        row = alone[start : start + columns]
        if len(row) > 1:
            yield f"{' -> '.join(row)} [style=invis]"


def _table(wide: float, high: float) -> str:
    size = f'FIXEDSIZE="TRUE" WIDTH="{math.ceil(wide)}" HEIGHT="{math.ceil(high)}"'
    plain = 'BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0"'
    return f"<<TABLE {plain} {size}><TR><TD {size}></TD></TR></TABLE>>"
