"""How hard an arrangement is to read, to choose between several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from math import dist
from typing import Final

from stratiform.diagram.card import Card
from stratiform.diagram.graphviz import Edge, Placed
from stratiform.diagram.picture import OUTSIDE, Picture
from stratiform.diagram.rectangle import Point
from stratiform.diagram.titles import titles

# A page in pixels: what does not fit is shown smaller.
_PAGE: Final = (1500.0, 950.0)
_CROSSING, _THROUGH, _OVER, _LATE, _WAY = 0.06, 0.3, 0.08, 0.15, 0.6
# A line may touch the edge of a card that it passes.
_EDGE: Final = 6.0


def badness(picture: Picture, cards: Mapping[str, Card], placed: Placed) -> float:
    """How much it must shrink to fit a page; lower is better.

    More for each crossing, for lines over nodes and names, and for long ways.
    """
    shrunk = max(placed.width / _PAGE[0], placed.height / _PAGE[1], 0.6)
    edges = [(link, placed.edges.get(f"e{number}")) for number, link in enumerate(picture.links)]
    lines = [(link.source, link.target, list(_straight(edge))) for link, edge in edges if edge]
    length = sum(dist(a, b) for _, _, line in lines for a, b in pairwise(line))
    ways = length / (len(lines) or 1) / (_PAGE[0] / 3)
    through = sum(_through(line, {source, target}, cards, placed) for source, target, line in lines)
    names = list(titles(picture.root, placed.groups))
    over = sum(any(name.holds(point) for point in line) for _, _, line in lines for name in names)
    faults = _CROSSING * _crossings(lines) + _THROUGH * through + _OVER * over + _LATE * _is_late(placed)
    return shrunk * (1 + faults) + _WAY * ways


def _straight(edge: Edge) -> Iterator[Point]:
    """Points on a spline: the ends of its pieces, and three between."""
    for start in range(0, len(edge.points) - 3, 3):
        control = edge.points[start : start + 4]
        for along in (0.0, 0.25, 0.5, 0.75):
            rest = 1 - along
            weights = (rest**3, 3 * rest**2 * along, 3 * rest * along**2, along**3)
            yield (
                sum(weight * x for weight, (x, _) in zip(weights, control, strict=True)),
                sum(weight * y for weight, (_, y) in zip(weights, control, strict=True)),
            )
    yield edge.tip


def _through(line: Sequence[Point], ends: set[str], cards: Mapping[str, Card], placed: Placed) -> int:
    """How many nodes a line leads through that it has nothing to do with."""
    found = 0
    for id_, (x, y) in placed.nodes.items():
        if id_ not in ends:
            wide, high = (length / 2 - _EDGE for length in cards[id_].size)
            found += any(abs(px - x) < wide and abs(py - y) < high for px, py in line)
    return found


def _crossings(lines: Sequence[tuple[str, str, Sequence[Point]]]) -> int:
    found = 0
    boxes = [_box(line) for _, _, line in lines]
    for first, second in combinations(range(len(lines)), 2):
        (a, b, one), (c, d, other) = lines[first], lines[second]
        if a != c and b != d and _meet(boxes[first], boxes[second]):
            found += any(_cross(*p, *q) for p in pairwise(one) for q in pairwise(other))
    return found


def _box(line: Sequence[Point]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return (min(xs), min(ys), max(xs), max(ys))


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _is_late(placed: Placed) -> bool:
    """Whether the world outside is neither the leftmost nor the topmost."""
    x, y = placed.nodes.get(OUTSIDE.id, (0.0, 0.0))
    places = placed.nodes.values()
    return any(px < x - 1 for px, _ in places) and any(py < y - 1 for _, py in places)
