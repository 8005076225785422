from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

from diagram.hostile import NAMES, hostile
from diagram.systems import ORDERS, at, system
from stratiform.diagram import Note, Remark, picture
from stratiform.diagram.html import html
from stratiform.diagram.layout import layout
from stratiform.diagram.picture import Picture


class Page(HTMLParser):
    """What a browser would make of the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.scripts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] == "script" and data.strip():
            self.scripts.append(data)


def page(drawn: Picture) -> str:
    return html(drawn, layout(drawn))


def test_the_page_holds_everything_about_each_resource(tmp_path: Path) -> None:
    notes = {at("Table"): Note((Remark("high", "No backups"),), 3.0)}
    data = json.loads(Page(page(picture(system(tmp_path, ORDERS), notes=notes))).scripts[0])
    assert data["resources"]["system/Table"]["properties"] == {"BillingMode": "PAY_PER_REQUEST"}
    assert data["resources"]["system/PlaceRole"]["type"] == "AWS::IAM::Role"
    (table,) = (node for node in data["root"]["nodes"] if node["name"] == "Table")
    assert (table["cost"], table["findings"]) == (3.0, [{"severity": "high", "title": "No backups"}])


def test_the_page_needs_nothing_else(tmp_path: Path) -> None:
    text = page(picture(system(tmp_path, ORDERS)))
    assert "default-src 'none'" in text.replace("&#x27;", "'")
    assert not re.search(r"(src|href)=|@import|url\(|fetch\(|XMLHttpRequest|import\(", text)
    assert "innerHTML" not in text


def test_a_hostile_template_is_only_text(tmp_path: Path) -> None:
    graph, notes = hostile(tmp_path)
    plain = Page(page(picture(system(tmp_path, ORDERS))))
    for title in NAMES:
        found = Page(page(picture(graph, notes=notes, title=title)))
        assert found.tags.count("script") == 2
        assert set(found.tags) <= {*plain.tags, "circle"}
        assert not {name for name in found.attributes if name.startswith("on")}
    assert NAMES[0] in json.dumps(json.loads(found.scripts[0]), ensure_ascii=False)
