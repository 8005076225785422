from __future__ import annotations

from pathlib import Path

import pytest

from diagram.systems import WEB, system
from stratiform.diagram import graphviz, picture
from stratiform.diagram.layout import layout
from stratiform.errors import LayoutFailed, MissingPart

ONE = "digraph { a [width=1, height=1] }"
TWO = 'digraph { subgraph cluster_g { a } a -> b [id=e0, label=""] }'
# The real engine, but for some graphs at which it ends as Graphviz does when an assertion breaks.
FAILING = """
import os, runpy, sys, json
sources = json.load(sys.stdin)
for source in sources:
    if {condition}:
        os.abort()
    module = runpy.run_path({engine!r})
    print(json.dumps(module["_placed"](source)), flush=True)
"""


def failing(folder: Path, monkeypatch: pytest.MonkeyPatch, condition: str) -> None:
    engine = folder / "engine.py"
    engine.write_text(FAILING.format(condition=condition, engine=str(graphviz.ENGINE)))
    monkeypatch.setattr(graphviz, "ENGINE", engine)


def test_a_digraph_has_positions_counted_from_above() -> None:
    ((_, placed),) = graphviz.place([TWO])
    assert placed.nodes["a"][1] < placed.nodes["b"][1]
    assert set(placed.groups) == {"g"}
    assert placed.edges["e0"].tip[1] > placed.edges["e0"].points[0][1]


def test_a_graph_at_which_the_engine_ends_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(tmp_path, monkeypatch, "'cluster' in source")
    assert [source for source, _ in graphviz.place([TWO, ONE, TWO, ONE + " "])] == [ONE, ONE + " "]


def test_labels_are_given_up_before_the_picture_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(tmp_path, monkeypatch, "any('id=e' in line and 'TABLE' in line for line in source.splitlines())")
    drawn = picture(system(tmp_path, WEB))
    placed = layout(drawn)
    assert len(placed.nodes) == len(list(drawn.nodes()))
    assert all(curve.label for curve in placed.curves)


def test_an_arrangement_that_lost_a_line_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(tmp_path, monkeypatch, "False")
    engine = tmp_path / "engine.py"
    lost = '"TABLE" in source.split("id=e0")[1] and placed["edges"].pop("e0")'
    text = engine.read_text().replace(
        "    print(", f'    placed = module["_placed"](source)\n    {lost}\n    print('
    )
    engine.write_text(text.replace('module["_placed"](source)), flush', "placed), flush"))
    drawn = picture(system(tmp_path, WEB))
    assert len(layout(drawn).curves) == len(drawn.links)


def test_a_picture_that_cannot_be_arranged_is_an_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(tmp_path, monkeypatch, "True")
    with pytest.raises(LayoutFailed) as raised:
        layout(picture(system(tmp_path, WEB)))
    assert "--detail overview" in raised.value.fix


def test_an_engine_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(tmp_path, monkeypatch, "__import__('time').sleep(60)")
    monkeypatch.setattr(graphviz, "LIMIT_SECONDS", 0.2)
    assert list(graphviz.place([ONE, ONE])) == []


def test_without_graphviz_there_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphviz, "find_spec", lambda name: None)
    with pytest.raises(MissingPart) as raised:
        list(graphviz.place([ONE]))
    assert ".mmd" in raised.value.fix
