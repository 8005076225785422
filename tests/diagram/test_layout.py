from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from diagram.hostile import hostile
from diagram.systems import ORDERS, WEB, system
from stratiform.assembly import read
from stratiform.diagram import picture
from stratiform.diagram.card import card
from stratiform.diagram.layout import Layout, layout
from stratiform.diagram.measure import width
from stratiform.diagram.picture import Group, Picture
from stratiform.diagram.rectangle import Rectangle
from stratiform.diagram.titles import titles

STAGES = Path(__file__).parents[1] / "assemblies" / "stages" / "assembly"


@pytest.fixture(params=["web", "orders", "both", "stages", "hostile"])
def drawn(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Picture, Layout]:
    if request.param == "stages":
        found = picture(read(STAGES))
    elif request.param == "hostile":
        found = picture(hostile(tmp_path)[0])
    else:
        found = picture(system(tmp_path, {"web": WEB, "orders": ORDERS, "both": WEB + ORDERS}[request.param]))
    return found, layout(found)


def inside(inner: Rectangle, outer: Rectangle) -> bool:
    return inner.overlap(outer) == pytest.approx(inner.width * inner.height)


def test_everything_is_placed(drawn: tuple[Picture, Layout]) -> None:
    picture, placed = drawn
    assert set(placed.nodes) == {node.id for node in picture.nodes()}
    assert len(placed.curves) == len(picture.links)
    assert set(placed.groups) == {group.id for group in picture.root.walk() if group.kind != "root"}


def test_no_node_covers_another(drawn: tuple[Picture, Layout]) -> None:
    assert not [1 for one, other in combinations(drawn[1].nodes.values(), 2) if one.overlap(other)]


def test_a_box_holds_its_nodes_and_boxes_and_no_others(drawn: tuple[Picture, Layout]) -> None:
    picture, placed = drawn

    def check(group: Group) -> set[str]:
        own = {node.id for node in group.nodes}.union(*(check(inner) for inner in group.groups))
        if group.id in placed.groups:
            box = placed.groups[group.id]
            assert all(inside(placed.nodes[id_], box) for id_ in own)
            assert not [id_ for id_ in placed.nodes.keys() - own if placed.nodes[id_].overlap(box)]
        return own

    check(picture.root)


def test_labels_cover_no_node_and_no_label(drawn: tuple[Picture, Layout]) -> None:
    placed = drawn[1]
    labels = [curve.label for curve in placed.curves if curve.label]
    assert not [1 for label in labels for node in placed.nodes.values() if label.overlap(node) > 1]
    assert not [1 for one, other in combinations(labels, 2) if one.overlap(other) > 1]


def test_the_name_of_a_box_fits_it(drawn: tuple[Picture, Layout]) -> None:
    for title in titles(drawn[0].root, drawn[1].groups):
        assert any(inside(title, box) for box in drawn[1].groups.values())


def test_cards_under_a_node_have_room(tmp_path: Path) -> None:
    queues = "".join(f"\n  Q{number}: {{Type: AWS::SQS::Queue}}" for number in range(4))
    found = picture(system(tmp_path, queues))
    (place,) = layout(found).nodes.values()
    (made,) = (card(node) for node in found.nodes())
    assert made.under > 0
    assert (place.width, place.height) == (made.width + made.under, made.height + made.under)


def test_text_fits_its_card(drawn: tuple[Picture, Layout]) -> None:
    for node in drawn[0].nodes():
        made = card(node)
        for line in made.lines:
            size, bold = (13, True) if line.style == "name" else (11, False)
            assert line.x + width(line.text, size, bold=bold) <= made.width
            assert line.y < made.height


def test_a_line_ends_at_its_nodes(drawn: tuple[Picture, Layout]) -> None:
    placed = drawn[1]
    for curve in placed.curves:
        for (x, y), id_ in ((curve.points[0], curve.link.source), (curve.tip, curve.link.target)):
            assert placed.nodes[id_].overlap(Rectangle(x - 4, y - 4, 8, 8)) > 0


def test_reading_goes_from_outside_to_the_data(tmp_path: Path) -> None:
    found = picture(system(tmp_path, WEB))
    placed = layout(found)
    names = {node.name: placed.nodes[node.id] for node in found.nodes()}
    way = [names[name].x for name in ("Internet", "Balancer", "Service", "Database")]
    assert way == sorted(way)


def test_the_machine_has_no_say(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    found = picture(system(tmp_path, WEB))
    assert layout(found) == layout(found)
    assert capfd.readouterr() == ("", "")
