"""One node as SVG: its card, its glyph, its text, and what other tools say of it."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.diagram.card import ICON, PAD, Card
from stratiform.diagram.categories import CATEGORIES
from stratiform.diagram.layout import Layout
from stratiform.diagram.markup import element, number, text
from stratiform.diagram.measure import width
from stratiform.diagram.nodes import remarks
from stratiform.diagram.picture import Node
from stratiform.diagram.style import CHANGES, SEVERITIES


def node_of(node: Node, layout: Layout) -> str:
    """The group of one node; several alike are a stack of cards."""
    place, card = layout.nodes[node.id], layout.cards[node.id]
    return element(
        "g",
        element("title", text(_hover(node))),
        *_cards(node, card),
        *_icon(node),
        *(element("text", text(line.text), class_=line.style, x=line.x, y=line.y) for line in card.lines),
        *_badges(node, card),
        class_=f"node {node.change}" if node.change else "node",
        id=node.id,
        transform=f"translate({number(place.x)} {number(place.y)})",
    )


def _cards(node: Node, card: Card) -> Iterator[str]:
    for step in (card.under, card.under / 2) if card.under else ():
        yield element("rect", class_="card under", x=step, y=step, width=card.width, height=card.height, rx=7)
    colour = None if node.change else CATEGORIES[node.shape].colour
    yield element("rect", class_="card", width=card.width, height=card.height, rx=7, stroke=colour)


def _icon(node: Node) -> Iterator[str]:
    category = CATEGORIES[node.shape]
    yield element("rect", x=PAD, y=PAD, width=ICON, height=ICON, rx=6, fill=category.colour)
    place = f"translate({number(PAD + 4)} {number(PAD + 4)}) scale({(ICON - 8) / 24:.3f})"
    yield element("path", class_="glyph", transform=place, d=category.glyph)


def _badges(node: Node, card: Card) -> Iterator[str]:
    """How many findings, at the upper right, coloured by the gravest; what changed, at the lower left."""
    if node.findings:
        count = str(len(node.findings))
        wide = width(count, 11, bold=True) + 12
        gravest = remarks(node)[0].severity.lower()
        kind = gravest if gravest in SEVERITIES else SEVERITIES[-1]
        left = card.width - wide + 6
        yield element("rect", class_=f"badge {kind}", x=left, y=-8, width=wide, height=17, rx=8.5)
        yield element("text", count, class_="count", x=left + wide / 2, y=4.5)
    if node.change:
        x = PAD + ICON / 2
        yield element("circle", class_=f"sign {node.change}", cx=x, cy=card.height, r=8)
        yield element("text", CHANGES[node.change], class_="count", x=x, y=card.height + 4)


def _hover(node: Node) -> str:
    members = "; ".join(f"{one.path} ({one.type})" for one in node.members[:12])
    found = "; ".join(f"{remark.severity}: {remark.title}" for remark in remarks(node)[:6])
    return " — ".join(told for told in (members or node.name, found) if told)
