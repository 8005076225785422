"""The legend: the categories and the kinds of line that a picture has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from stratiform.diagram.categories import CATEGORIES
from stratiform.diagram.measure import width
from stratiform.diagram.picture import Picture

FINDINGS: Final = "findings"


@dataclass(frozen=True)
class Entry:
    """``shape`` is a category, or None for a line of ``kind``, or for a badge where that is FINDINGS."""

    text: str
    shape: str | None
    kind: str
    x: float
    width: float


def legend(picture: Picture, room: float) -> list[list[Entry]]:
    """The entries in rows of at most ``room`` pixels."""
    rows: list[list[Entry]] = [[]]
    x = 0.0
    for text, shape, kind in _entries(picture):
        wide = width(text, 12) + 26
        if rows[-1] and x + wide > room:
            rows.append([])
            x = 0.0
        rows[-1].append(Entry(text, shape, kind, x, wide))
        x += wide + 22
    return rows


def _entries(picture: Picture) -> Iterator[tuple[str, str | None, str]]:
    shapes = {node.shape for node in picture.nodes()}
    for key, category in CATEGORIES.items():
        if key in shapes:
            yield category.name, key, ""
    if any(link.faint for link in picture.links):
        yield "does what it says", None, ""
        yield "refers to", None, "faint"
    if any(node.findings for node in picture.nodes()):
        yield "findings, coloured by the gravest", None, FINDINGS
    changes = {node.change for node in picture.nodes()} | {link.change for link in picture.links}
    for change in ("added", "changed", "removed"):
        if change in changes:
            yield change, None, change
