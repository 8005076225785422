"""The picture as one SVG file: no script, no font, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stratiform.diagram.categories import CATEGORIES
from stratiform.diagram.dot import GROUP_SIZE, LABEL_SIZE
from stratiform.diagram.layout import Curve, Layout
from stratiform.diagram.legend import FINDINGS, Entry, legend
from stratiform.diagram.markup import element, number, text
from stratiform.diagram.measure import width
from stratiform.diagram.picture import Group, Picture
from stratiform.diagram.rectangle import Point
from stratiform.diagram.style import FONT, GROUPS, STYLE
from stratiform.diagram.svg_node import node_of

MARGIN: Final = 24.0
_HEADER, _ROW, _GAP = 68.0, 24.0, 20.0


def svg(picture: Picture, layout: Layout) -> str:
    """The whole document, with a title above, a legend below and a light background."""
    rows = legend(picture, max(layout.width, 420))
    inner = max(
        layout.width,
        width(picture.title, 20, bold=True),
        width(picture.subtitle, 12),
        *(entry.x + entry.width for row in rows for entry in row),
    )
    wide, below = inner + 2 * MARGIN, _HEADER + layout.height + _GAP
    high = below + _ROW * len(rows) + MARGIN
    return (
        element(
            "svg",
            *_lines(
                element("title", text(picture.title)),
                element("desc", text(picture.subtitle)),
                element("style", STYLE),
                element("rect", class_="page", width=wide, height=high),
                element("text", text(picture.title), class_="title", x=MARGIN, y=32),
                element("text", text(picture.subtitle), class_="subtitle", x=MARGIN, y=50),
                element("g", *drawing(picture, layout), class_="drawing", transform=_moved(MARGIN, _HEADER)),
                element("g", *_legend(rows), class_="legend", transform=_moved(MARGIN, below)),
            ),
            xmlns="http://www.w3.org/2000/svg",
            width=wide,
            height=high,
            viewBox=f"0 0 {number(wide)} {number(high)}",
            font_family=FONT,
            role="img",
        )
        + "\n"
    )


def drawing(picture: Picture, layout: Layout) -> Iterator[str]:
    """Boxes, then lines, then nodes, then what is written on the lines."""
    yield from _lines(
        *_groups(picture.root, layout),
        *(_curve(curve) for curve in layout.curves),
        *(node_of(node, layout) for node in picture.nodes() if node.id in layout.nodes),
        *(_label(curve) for curve in layout.curves if curve.label),
    )


def _lines(*elements: str) -> Iterator[str]:
    yield "\n"
    for one in elements:
        yield one + "\n"


def _groups(group: Group, layout: Layout) -> Iterator[str]:
    place = layout.groups.get(group.id)
    if place and group.kind != "root":
        box = element(
            "rect",
            class_="box",
            x=place.x,
            y=place.y,
            width=place.width,
            height=place.height,
            rx=8,
            stroke_dasharray=GROUPS[group.kind] or None,
        )
        name = element(
            "text",
            text(group.name),
            class_="group-name",
            font_size=GROUP_SIZE,
            x=place.x + 12,
            y=place.y + 19,
        )
        yield element("g", box, name, class_=_classes("group", group.kind, group.change), id=group.id)
    for inner in group.groups:
        yield from _groups(inner, layout)


def _curve(curve: Curve) -> str:
    start, *rest = curve.points
    pieces = "".join(
        f"C{_at(rest[index])} {_at(rest[index + 1])} {_at(rest[index + 2])}"
        for index in range(0, len(rest) - 2, 3)
    )
    link = curve.link
    return element(
        "g",
        element("title", text(f"{link.label}: {'; '.join(link.reasons[:6])}")),
        element("path", class_="line", d=f"M{_at(start)}{pieces}"),
        _head(curve.points[-1], curve.tip),
        class_=_classes("link", "faint" if link.faint else None, link.change),
        data_from=link.source,
        data_to=link.target,
    )


def _head(end: Point, tip: Point) -> str:
    """A triangle from where the line ends to the tip."""
    across, up = tip[0] - end[0], tip[1] - end[1]
    long = (across**2 + up**2) ** 0.5 or 1.0
    x, y = -up / long * 3.6, across / long * 3.6
    left, right = (end[0] + x, end[1] + y), (end[0] - x, end[1] - y)
    return element("path", class_="head", d=f"M{_at(tip)}L{_at(left)}L{_at(right)}Z")


def _label(curve: Curve) -> str:
    place, link = curve.label, curve.link
    assert place is not None
    return element(
        "text",
        text(link.label),
        class_=_classes("label", link.change),
        font_size=LABEL_SIZE,
        x=place.x + place.width / 2,
        y=place.y + place.height - 3.5,
        data_from=link.source,
        data_to=link.target,
    )


def _legend(rows: list[list[Entry]]) -> Iterator[str]:
    for row, entries in enumerate(rows):
        for entry in entries:
            yield element("g", *_entry(entry), transform=_moved(entry.x, row * _ROW))
            yield "\n"


def _entry(entry: Entry) -> Iterator[str]:
    if entry.kind == FINDINGS:
        yield element("rect", class_="badge high", width=20, height=16, rx=8)
        yield element("text", "3", class_="count", x=10, y=12)
    elif entry.shape is None:
        line = element("path", class_="line", d="M0 8h16")
        yield element("g", line, _head((14, 8), (20, 8)), class_=_classes("link", entry.kind))
    else:
        category = CATEGORIES[entry.shape]
        yield element("rect", y=-1, width=18, height=18, rx=4, fill=category.colour)
        yield element("path", class_="glyph", transform="translate(2 1) scale(.583)", d=category.glyph)
    yield element("text", text(entry.text), class_="legend-text", x=26, y=12)


def _classes(*names: str | None) -> str:
    return " ".join(name for name in names if name)


def _moved(x: float, y: float) -> str:
    return f"translate({number(x)} {number(y)})"


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
