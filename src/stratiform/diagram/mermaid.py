"""The picture as a Mermaid flowchart, which GitHub and GitLab draw."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from stratiform.diagram.card import cost
from stratiform.diagram.categories import CATEGORIES
from stratiform.diagram.picture import Group, Node, Picture

# Everything else is written as a character code, so no text can end its label or begin a tag.
_PLAIN: Final = frozenset(" -_./,:+*()·…")
_CHANGES: Final = {
    "added": "fill:#f0fff4,stroke:#1a7f37,stroke-width:3px,color:#1f2328",
    "changed": "fill:#fffbea,stroke:#9a6700,stroke-width:3px,color:#1f2328",
    "removed": "fill:#fff1f1,stroke:#cf222e,stroke-width:3px,stroke-dasharray:6 4,color:#1f2328",
}


def mermaid(picture: Picture) -> str:
    """The flowchart, with a front matter that holds the title."""
    return "\n".join(_lines(picture)) + "\n"


def _lines(picture: Picture) -> Iterator[str]:
    title = "".join(letter if _plain(letter) else " " for letter in picture.title)
    yield from ("---", f"title: {json.dumps(title, ensure_ascii=False)}", "---", "flowchart LR")
    yield from _group(picture.root, "  ")
    for link in picture.links:
        arrow = "-.->" if link.faint else "-->"
        label = f'|"{_text(link.label)}"|' if link.label else ""
        yield f"  {link.source} {arrow}{label} {link.target}"
    for number, link in enumerate(picture.links):
        if link.change:
            yield f"  linkStyle {number} stroke:{_stroke(link.change)},stroke-width:3px"
    for shape in sorted({node.shape for node in picture.nodes()}):
        yield f"  classDef c_{shape} fill:#ffffff,stroke:{CATEGORIES[shape].colour},color:#1f2328"
    for change in sorted({node.change for node in picture.nodes() if node.change}):
        yield f"  classDef c_{change} {_CHANGES[change]}"


def _group(group: Group, indent: str) -> Iterator[str]:
    outer = group.kind == "root"
    if not outer:
        yield f'{indent}subgraph {group.id}["{_text(group.name)}"]'
    inner = indent if outer else indent + "  "
    for node in group.nodes:
        yield f'{inner}{node.id}["{_label(node)}"]:::c_{node.change or node.shape}'
    for below in group.groups:
        yield from _group(below, inner)
    if not outer:
        yield f"{indent}end"


def _label(node: Node) -> str:
    lines = [node.name, node.noun, " · ".join(node.facts)]
    if node.cost is not None:
        lines.append(cost(node.cost))
    if node.findings:
        lines.append(f"{len(node.findings)} findings")
    return "<br/>".join(_text(line) for line in lines if line)


def _text(text: str) -> str:
    return "".join(letter if _plain(letter) else f"#{ord(letter)};" for letter in text)


def _plain(letter: str) -> bool:
    return letter in _PLAIN or letter.isalnum()


def _stroke(change: str) -> str:
    return _CHANGES[change].split("stroke:")[1].split(",")[0]
