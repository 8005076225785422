"""Where the words on a line go: where the engine put them, unless something else is written there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from stratiform.diagram.rectangle import Point, Rectangle

# How far along the line, the middle first.
_PLACES: Final = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)


def settled(
    wished: Rectangle, points: Sequence[Point], taken: Iterable[Rectangle], room: Rectangle
) -> Rectangle:
    """The rectangle of a label that covers the least of ``taken``, and stays inside ``room``."""
    known = list(taken)

    def covered(place: Rectangle) -> float:
        outside = place.width * place.height - place.overlap(room)
        return round(sum(place.overlap(other) for other in known) + outside, 3)

    return min(_candidates(wished, points), key=covered)


def _candidates(wished: Rectangle, points: Sequence[Point]) -> Iterator[Rectangle]:
    yield wished
    if len(points) < 4:
        return
    pieces = (len(points) - 1) // 3
    for share in _PLACES:
        piece, along = divmod(share * pieces, 1)
        start = min(int(piece), pieces - 1) * 3
        x, y = _on(points[start : start + 4], along)
        for above in (-wished.height / 2 - 2, wished.height / 2 + 2, 0.0):
            yield Rectangle.around((x, y + above), wished.width, wished.height)


def _on(control: Sequence[Point], along: float) -> Point:
    """A point of a cubic Bézier piece."""
    rest = 1 - along
    weights = (rest**3, 3 * rest**2 * along, 3 * rest * along**2, along**3)
    x, y = (
        sum(weight * point[axis] for weight, point in zip(weights, control, strict=True)) for axis in (0, 1)
    )
    return (x, y)
