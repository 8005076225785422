"""Where everything stands, in pixels: Graphviz's dot arranges boxes of known size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from stratiform.diagram import graphviz
from stratiform.diagram.card import Card, card
from stratiform.diagram.dot import GROUP_SIZE, LABEL_SIZE, source
from stratiform.diagram.labels import settled
from stratiform.diagram.measure import width
from stratiform.diagram.picture import Group, Link, Picture
from stratiform.diagram.rectangle import Point, Rectangle

# A long chain from left to right is read from above instead where that fits a page better.
ROOM: Final = (1400.0, 1000.0)
WIDE: Final = 2.5


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
    """The layout of ``picture``; the same picture has the same layout. Raises MissingPart."""
    cards = {node.id: card(node) for node in picture.nodes()}
    placed = graphviz.place(source(picture, cards, "LR"))
    if placed.width > WIDE * placed.height and placed.width > ROOM[0]:
        placed = min(placed, graphviz.place(source(picture, cards, "TB")), key=_too_large)
    found = Layout(
        width=placed.width,
        height=placed.height,
        cards=cards,
        nodes={
            id_: Rectangle.around(placed.nodes[id_], one.width, one.height)
            for id_, one in cards.items()
            if id_ in placed.nodes
        },
        groups=placed.groups,
        curves=tuple(_curves(picture, placed)),
    )
    return replace(found, curves=tuple(_labelled(picture, found)))


def _too_large(placed: graphviz.Placed) -> float:
    """How much it must shrink to fit a page."""
    return max(placed.width / ROOM[0], placed.height / ROOM[1])


def _curves(picture: Picture, placed: graphviz.Placed) -> Iterator[Curve]:
    for number, link in enumerate(picture.links):
        edge = placed.edges.get(f"e{number}")
        if edge is not None:
            size = (width(link.label, LABEL_SIZE) + 6, LABEL_SIZE + 3)
            label = Rectangle.around(edge.label, *size) if edge.label and link.label else None
            yield Curve(link, edge.points, edge.tip, label)


def _labelled(picture: Picture, found: Layout) -> Iterator[Curve]:
    """Each label where it covers no node, no name of a box and no other label."""
    taken = [*found.nodes.values(), *_titles(picture.root, found)]
    room = Rectangle(0, 0, found.width, found.height)
    for curve in found.curves:
        if curve.label is not None:
            curve = replace(curve, label=settled(curve.label, curve.points, taken, room))
            assert curve.label is not None
            taken.append(curve.label)
        yield curve


def _titles(root: Group, found: Layout) -> Iterator[Rectangle]:
    for group in root.walk():
        if box := found.groups.get(group.id):
            yield Rectangle(box.x + 12, box.y + 6, width(group.name, GROUP_SIZE, bold=True), GROUP_SIZE + 5)
