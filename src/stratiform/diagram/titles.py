"""Where the name of each box is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stratiform.diagram.dot import GROUP_SIZE
from stratiform.diagram.measure import width
from stratiform.diagram.picture import Group
from stratiform.diagram.rectangle import Rectangle


def titles(root: Group, places: Mapping[str, Rectangle]) -> Iterator[Rectangle]:
    """One rectangle for each box that has a place, at its upper left."""
    for group in root.walk():
        if box := places.get(group.id):
            yield Rectangle(box.x + 12, box.y + 6, width(group.name, GROUP_SIZE, bold=True), GROUP_SIZE + 5)
