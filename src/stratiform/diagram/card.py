"""The text of one node and the size of its card, in pixels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from stratiform.diagram.measure import fitted, lines, width
from stratiform.diagram.picture import Node

NARROWEST, WIDEST = 132.0, 232.0
PAD, ICON, GAP = 10.0, 30.0, 9.0
UNDER: Final = 6.0
NAME, TEXT = 13.0, 11.0
_NAME_LINE, _LINE = 17.0, 15.0
_LEFT: Final = PAD + ICON + GAP


@dataclass(frozen=True)
class Line:
    """One line of text; ``x`` and ``y`` are where its baseline begins, from the card's corner."""

    text: str
    style: str
    x: float
    y: float


@dataclass(frozen=True)
class Card:
    """``lines`` hold name, noun, facts and cost, in this order.

    Below and to the right stand the cards under it, as far out as ``under``; 0 where there are none.
    """

    width: float
    height: float
    lines: tuple[Line, ...]
    under: float = 0.0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height with the cards under it."""
        return (self.width + self.under, self.height + self.under)


def card(node: Node) -> Card:
    """The card of ``node``: wide enough for its text, which is shortened where it would be too wide."""
    room = WIDEST - _LEFT - PAD
    texts = [(text, "name") for text in lines(node.name, NAME, room, 2, bold=True)]
    texts.append((fitted(node.noun, TEXT, room), "noun"))
    texts += [(text, "fact") for text in _packed(node.facts, room)]
    if node.cost is not None:
        texts.append((cost(node.cost), "cost"))
    widest = max(width(text, *_size(style)[:1], bold=style == "name") for text, style in texts)
    y, placed = PAD - 4, []
    for text, style in texts:
        y += _size(style)[1]
        placed.append(Line(text, style, _LEFT, round(y, 2)))
    return Card(
        width=round(max(NARROWEST, _LEFT + widest + PAD)),
        height=round(max(y + PAD, ICON + 2 * PAD)),
        lines=tuple(placed),
        under=UNDER if node.count > 1 else 0.0,
    )


def cost(dollars: float) -> str:
    """``$12.30 a month``."""
    return f"${dollars:,.2f} a month"


def _packed(facts: Iterable[str], room: float) -> list[str]:
    """At most two lines, broken between facts."""
    found: list[str] = []
    for fact in facts:
        longer = f"{found[-1]} · {fact}" if found else fact
        if found and width(longer, TEXT) <= room:
            found[-1] = longer
        elif len(found) < 2:
            found.append(fitted(fact, TEXT, room))
    return found


def _size(style: str) -> tuple[float, float]:
    return (NAME, _NAME_LINE) if style == "name" else (TEXT, _LINE)
