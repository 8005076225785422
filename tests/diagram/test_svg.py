from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from diagram.hostile import NAMES, hostile
from diagram.systems import ORDERS, WEB, at, system
from stratiform.diagram import Note, Remark, picture
from stratiform.diagram.layout import layout
from stratiform.diagram.picture import Picture
from stratiform.diagram.svg import svg

SVG = "{http://www.w3.org/2000/svg}"
# Elements that draw; none of them loads, links or runs anything.
DRAWING = {"svg", "g", "rect", "circle", "path", "text", "title", "desc", "style"}


def drawn(picture: Picture) -> ET.Element:
    return ET.fromstring(svg(picture, layout(picture)))


def texts(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_names_kinds_and_labels_are_written(tmp_path: Path) -> None:
    written = texts(drawn(picture(system(tmp_path, WEB), title="Web · local")))
    assert {"Web · local", "Internet", "Balancer", "ECS service", "routes to", "Isolated subnets"} <= set(
        written
    )


def test_the_same_definition_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (picture(system(tmp_path, WEB)) for _ in range(2))
    assert svg(first, layout(first)) == svg(second, layout(second))


def test_a_hostile_template_is_only_text(tmp_path: Path) -> None:
    graph, notes = hostile(tmp_path)
    root = drawn(picture(graph, notes=notes, title=NAMES[0]))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= DRAWING
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on") or "href" in name}
    assert NAMES[0] in texts(root)


def test_nothing_is_loaded_from_elsewhere(tmp_path: Path) -> None:
    drawing = picture(system(tmp_path, WEB))
    text = svg(drawing, layout(drawing)).replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?:|url\(|@import|<script|<image|<use", text)


def test_findings_and_costs_are_on_the_node(tmp_path: Path) -> None:
    notes = {at("Table"): Note((Remark("medium", "No backups"), Remark("high", "Open")), 12.5)}
    root = drawn(picture(system(tmp_path, ORDERS), notes=notes))
    (drawing,) = (group for group in root.iter(f"{SVG}g") if group.get("class") == "drawing")
    (badge,) = (one for one in drawing.iter(f"{SVG}rect") if "badge" in one.get("class", ""))
    assert badge.get("class") == "badge high"
    assert "findings, coloured by the gravest" in texts(root)
    assert {"$12.50 a month", "2"} <= set(texts(root))
    assert any("high: Open" in (element.text or "") for element in root.iter(f"{SVG}title"))


def test_the_legend_names_what_is_drawn_and_nothing_else(tmp_path: Path) -> None:
    written = texts(drawn(picture(system(tmp_path, "Q: {Type: AWS::SQS::Queue}"))))
    assert "Messages and events" in written
    assert "Databases" not in written


def test_a_name_too_long_for_its_card_is_shortened_and_told_in_full_on_hover(tmp_path: Path) -> None:
    name = "Q" * 120
    root = drawn(picture(system(tmp_path, f"{name}: {{Type: AWS::SQS::Queue}}")))
    assert not [text for text in texts(root) if name in text and text != "system"]
    assert any(name in (element.text or "") for element in root.iter(f"{SVG}title"))
