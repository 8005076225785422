"""The picture as one HTML file that needs nothing else: zoom, search, the properties of what is clicked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from stratiform.assembly.graph import Resource
from stratiform.diagram.document import document, resource_document
from stratiform.diagram.layout import Layout
from stratiform.diagram.markup import element, text
from stratiform.diagram.picture import Group, Picture
from stratiform.diagram.svg import svg

_PAGE: Final = Path(__file__).parent / "page"
# No address can be loaded from the page, whatever a template holds.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"


def html(picture: Picture, layout: Layout) -> str:
    """The document. Its data is JSON that the script writes as text, never as markup."""
    head = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{text(_POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        element("title", text(picture.title)),
        f"<style>{_file('page.css')}</style>",
    )
    body = (
        _file("page.html"),
        f'<main id="stage">{svg(picture, layout)}</main>',
        f'<script type="application/json" id="data">{_data(picture)}</script>',
        f"<script>{_file('page.js')}</script>",
    )
    lines = (
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        *head,
        "</head>",
        "<body>",
        *body,
        "</body>",
        "</html>",
    )
    return "\n".join(lines) + "\n"


def _file(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8")


def _data(picture: Picture) -> str:
    resources: dict[str, Any] = {}
    for node in picture.nodes():
        for one in (*node.members, *node.parts):
            resources[str(one.address)] = _resource(one)
    for group in picture.root.walk():
        _parts(group, resources)
    found = json.dumps({**document(picture), "resources": resources}, default=str, ensure_ascii=False)
    # Inside a script element only these could end it or begin a comment.
    return found.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _parts(group: Group, resources: dict[str, Any]) -> None:
    for part in group.parts:
        resources[str(part.address)] = _resource(part)


def _resource(resource: Resource) -> dict[str, Any]:
    return {**resource_document(resource), "properties": resource.properties}
