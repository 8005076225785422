from __future__ import annotations

import re
from pathlib import Path

from diagram.hostile import NAMES, hostile
from diagram.systems import WEB, at, system
from stratiform.diagram import Note, picture
from stratiform.diagram.mermaid import mermaid

# Every line that the writer may write; a text that got out of its quotes matches none.
LABEL = r'"(?:[^"<>`|\[\]{}%\\#;&]|#\d+;|<br/>)*"'
LINES = re.compile(
    rf"---|title: \"[^\"\\]*\"|flowchart LR|\s*subgraph g\d+\[{LABEL}\]|\s*end"
    rf"|\s*\w+\[{LABEL}\]:::c_\w+|  \w+ (?:-->|-\.->)(?:\|{LABEL}\|)? \w+"
    r"|  linkStyle \d+ stroke:#\w+,stroke-width:3px|  classDef c_\w+ [\w#:, -]+"
)


def test_nodes_stand_in_subgraphs_and_lines_say_what_they_do(tmp_path: Path) -> None:
    text = mermaid(picture(system(tmp_path, WEB), title="Web"))
    assert text.startswith('---\ntitle: "Web"\n---\nflowchart LR\n')
    assert re.search(r'subgraph g\d+\["Isolated subnets"\]\n +n\d+\["Database<br/>RDS instance', text)
    assert re.search(r'n\d+ -->\|"routes to"\| n\d+', text)
    assert text.count("subgraph") == text.count("end\n")


def test_a_hostile_template_is_only_text(tmp_path: Path) -> None:
    graph, notes = hostile(tmp_path)
    for title in NAMES:
        lines = mermaid(picture(graph, notes=notes, title=title)).splitlines()
        assert [line for line in lines if not LINES.fullmatch(line)] == []


def test_what_changed_is_marked(tmp_path: Path) -> None:
    text = mermaid(picture(system(tmp_path, WEB), notes={at("Database"): Note(change="added")}))
    assert re.search(r'n\d+\["Database<br/>[^\n]*\]:::c_added', text)
    assert "classDef c_added" in text
