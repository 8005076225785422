"""Where everything stands, in pixels: Graphviz's dot arranges boxes of known size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from stratiform.diagram import graphviz
from stratiform.diagram.badness import badness
from stratiform.diagram.card import Card, card
from stratiform.diagram.dot import LABEL_SIZE, Way, source
from stratiform.diagram.labels import settled
from stratiform.diagram.measure import width
from stratiform.diagram.picture import Link, Picture
from stratiform.diagram.rectangle import Point, Rectangle
from stratiform.diagram.titles import titles
from stratiform.errors import LayoutFailed

# What is tried, and how much harder than from left to right it is to read from above.
WAYS: Final = tuple(
    (factor, Way(direction, across, outside_first, backwards))
    for backwards in (False, True)
    for outside_first in (False, True)
    for direction, factor in (("LR", 1.0), ("TB", 1.25))
    for across in (False, True)
)
# So many of them for so many lines: each trial of a large picture takes long.
TRIALS: Final = ((15, 16), (40, 8), (100, 4))


@dataclass(frozen=True)
class Curve:
    """``points`` are a start and then three points for each cubic Bézier piece; ``tip`` is the arrow's."""

    link: Link
    points: tuple[Point, ...]
    tip: Point
    label: Rectangle | None


@dataclass(frozen=True)
class Layout:
    """Everything of a picture by its id, inside ``width`` by ``height``."""

    width: float
    height: float
    cards: Mapping[str, Card]
    nodes: Mapping[str, Rectangle]
    groups: Mapping[str, Rectangle]
    curves: tuple[Curve, ...]


def layout(picture: Picture) -> Layout:
    """The layout of ``picture``; the same picture has the same layout. Raises MissingPart, LayoutFailed."""
    cards = {node.id: card(node) for node in picture.nodes()}
    placed = _best(picture, cards)
    found = Layout(
        width=placed.width,
        height=placed.height,
        cards=cards,
        nodes={
            id_: Rectangle.around(placed.nodes[id_], *one.size)
            for id_, one in cards.items()
            if id_ in placed.nodes
        },
        groups=placed.groups,
        curves=tuple(_curves(picture, placed)),
    )
    return replace(found, curves=tuple(_labelled(picture, found)))


def _best(picture: Picture, cards: Mapping[str, Card]) -> graphviz.Placed:
    """The arrangement that is the easiest to read; of equals the first. One that lost a line is the last."""
    incomplete: list[tuple[float, graphviz.Placed]] = []
    trials = next((trials for lines, trials in TRIALS if len(picture.links) <= lines), 2)
    for tried in (WAYS[:trials], [(factor, replace(way, labelled=False)) for factor, way in WAYS[:4]]):
        factors = {source(picture, cards, way): factor for factor, way in tried}
        found = [
            (badness(picture, cards, placed) * factors[text], placed)
            for text, placed in graphviz.place(list(factors))
        ]
        whole = [one for one in found if len(one[1].edges) == len(picture.links)]
        if whole:
            return min(whole, key=lambda one: one[0])[1]
        incomplete += found
    if incomplete:
        return min(incomplete, key=lambda one: one[0])[1]
    raise LayoutFailed(
        f"Graphviz cannot arrange this picture of {len(cards)} nodes and {len(picture.links)} lines.",
        fix="Draw less of it (--stack NAME, --detail overview), or write Mermaid: -o FILE.mmd.",
    )


def _curves(picture: Picture, placed: graphviz.Placed) -> Iterator[Curve]:
    for number, link in enumerate(picture.links):
        edge = placed.edges.get(f"e{number}")
        if edge is not None:
            size = (width(link.label, LABEL_SIZE) + 6, LABEL_SIZE + 3)
            middle = edge.label or edge.points[len(edge.points) // 2]
            label = Rectangle.around(middle, *size) if link.label else None
            yield Curve(link, edge.points, edge.tip, label)


def _labelled(picture: Picture, found: Layout) -> Iterator[Curve]:
    """Each label where it covers no node, no name of a box and no other label."""
    taken = [*found.nodes.values(), *titles(picture.root, found.groups)]
    room = Rectangle(0, 0, found.width, found.height)
    for curve in found.curves:
        if curve.label is not None:
            curve = replace(curve, label=settled(curve.label, curve.points, taken, room))
            assert curve.label is not None
            taken.append(curve.label)
        yield curve
