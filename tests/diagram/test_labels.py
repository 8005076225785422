from __future__ import annotations

import pytest

from stratiform.diagram.labels import settled
from stratiform.diagram.rectangle import Rectangle

LINE = ((0.0, 50.0), (100.0, 50.0), (200.0, 50.0), (300.0, 50.0))
ROOM = Rectangle(0, 0, 300, 100)
WISHED = Rectangle(130, 30, 40, 12)


def test_a_label_stays_where_nothing_else_is() -> None:
    assert settled(WISHED, LINE, [], ROOM) == WISHED


def test_a_label_moves_along_its_line_away_from_what_it_would_cover() -> None:
    taken = Rectangle(120, 20, 60, 60)
    found = settled(WISHED, LINE, [taken], ROOM)
    assert found.overlap(taken) == 0
    assert (found.width, found.height) == (40, 12)
    assert abs(found.y + 6 - 50) < 12


def test_a_label_stays_inside_the_picture() -> None:
    found = settled(Rectangle(290, 30, 40, 12), LINE, [], ROOM)
    assert found.x + found.width <= 300


@pytest.mark.parametrize("points", [(), ((0.0, 0.0),)])
def test_a_label_without_a_line_stays(points: tuple[tuple[float, float], ...]) -> None:
    assert settled(WISHED, points, [WISHED], ROOM) == WISHED
