"""Where everything stands, in pixels: Graphviz's dot arranges boxes of known size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from stratiform.diagram import graphviz
from stratiform.diagram.card import Card, card
from stratiform.diagram.dot import LABEL_SIZE, source
from stratiform.diagram.measure import width
from stratiform.diagram.picture import Link, Picture

Point = tuple[float, float]


@dataclass(frozen=True)
class Rectangle:
    """``x`` and ``y`` are the upper left corner."""

    x: float
    y: float
    width: float
    height: float


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
    """The layout of ``picture``; the same picture has the same layout. Raises LayoutFailed."""
    cards = {node.id: card(node) for node in picture.nodes()}
    placed = graphviz.place(source(picture, cards))
    flip = partial(_flipped, placed.height)
    curves = []
    for number, link in enumerate(picture.links):
        edge = placed.edges.get(f"e{number}")
        if edge is None:
            continue
        size = (width(link.label, LABEL_SIZE) + 8, LABEL_SIZE + 5)
        curves.append(
            Curve(
                link=link,
                points=tuple(flip(point) for point in edge.points),
                tip=flip(edge.tip),
                label=_centred(flip(edge.label), *size) if edge.label and link.label else None,
            )
        )
    return Layout(
        width=placed.width,
        height=placed.height,
        cards=cards,
        nodes={
            id_: _centred(flip(placed.nodes[id_]), one.width, one.height)
            for id_, one in cards.items()
            if id_ in placed.nodes
        },
        groups={
            id_: Rectangle(left, placed.height - top, right - left, top - bottom)
            for id_, (left, bottom, right, top) in placed.groups.items()
        },
        curves=tuple(curves),
    )


def _flipped(height: float, point: Point) -> Point:
    """Graphviz counts from below, a screen from above."""
    return (point[0], height - point[1])


def _centred(centre: Point, wide: float, high: float) -> Rectangle:
    return Rectangle(centre[0] - wide / 2, centre[1] - high / 2, wide, high)
