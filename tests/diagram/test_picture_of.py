from __future__ import annotations

from pathlib import Path

from diagram.drawing import told, tree
from diagram.systems import ORDERS, WEB, at, system
from stratiform.assembly import read
from stratiform.diagram import Note, Remark, picture

STAGES = Path(__file__).parents[1] / "assemblies" / "stages" / "assembly"


def test_an_event_driven_system_is_told_line_by_line(tmp_path: Path) -> None:
    assert told(picture(system(tmp_path, ORDERS))) == {
        ("Internet", "calls", "Api"),
        ("Api", "invokes", "Place"),
        ("Place", "sends to", "Jobs"),
        ("Place", "reads and writes", "Table"),
        ("Jobs", "triggers", "Work"),
    }


def test_a_web_service_stands_in_its_subnets(tmp_path: Path) -> None:
    drawn = picture(system(tmp_path, WEB))
    assert told(drawn) == {
        ("Internet", "calls", "Balancer"),
        ("Balancer", "routes to", "Service"),
        ("Service", "port 5432", "Database"),
    }
    assert tree(drawn.root) == {
        "": ["Internet"],
        "VPC · 10.0.0.0/16": {
            "": [],
            "Public subnets": {"": ["Balancer", "Nat"]},
            "Private subnets with egress": {"": ["Service"]},
            "Isolated subnets": {"": ["Database"]},
        },
    }


def test_nothing_vanishes(tmp_path: Path) -> None:
    graph = system(tmp_path, WEB)
    drawn = picture(graph)
    shown = {one.address for node in drawn.nodes() for one in (*node.members, *node.parts)}
    shown |= {one.address for group in drawn.root.walk() for one in group.parts}
    assert shown | set(drawn.aside) == set(graph.resources)


def test_accounts_regions_and_stacks_are_boxes() -> None:
    drawn = picture(read(STAGES))
    kinds = {group.kind for group in drawn.root.walk()}
    assert {"account", "stack"} <= kinds
    names = {group.name for group in drawn.root.walk() if group.kind == "account"}
    assert all(name.startswith("Account ") or "-" in name for name in names)


def test_one_stack_can_be_drawn_alone() -> None:
    graph = read(STAGES)
    name = next(stack.name for stack in graph.stacks.values() if stack.parent is None)
    drawn = picture(graph, stack=name)
    ids = {member.address.stack for node in drawn.nodes() for member in node.members}
    assert ids
    for stack in (graph.stacks[id_] for id_ in ids):
        while stack.parent is not None:
            stack = graph.stacks[stack.parent.stack]
        assert stack.name == name


def test_an_empty_network_is_a_node(tmp_path: Path) -> None:
    drawn = picture(system(tmp_path, "Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}"))
    assert [(node.name, node.facts) for node in drawn.nodes()] == [("Vpc", ("10.0.0.0/16",))]


def test_notes_of_plumbing_are_shown_on_what_it_serves(tmp_path: Path) -> None:
    notes = {
        at("Place"): Note((Remark("high", "Old runtime"),), 1.5),
        at("PlaceLogs"): Note((Remark("low", "No retention"),), 0.25),
    }
    drawn = picture(system(tmp_path, ORDERS), notes=notes)
    place = next(node for node in drawn.nodes() if node.name == "Place")
    assert [remark.title for remark in place.findings] == ["Old runtime", "No retention"]
    assert place.cost == 1.75
    assert "$1.75 a month" in drawn.subtitle


def test_notes_of_a_network_are_shown_on_its_box(tmp_path: Path) -> None:
    notes = {at("Vpc"): Note((Remark("low", "No flow log"),)), at("Gateway"): Note(cost=4.0)}
    drawn = picture(system(tmp_path, WEB), notes=notes)
    assert "VPC · 10.0.0.0/16 · 1 finding · $4.00 a month" in {group.name for group in drawn.root.walk()}


def test_the_cost_of_what_is_shared_is_counted_once(tmp_path: Path) -> None:
    shared = """
  A: {Type: AWS::Lambda::Function, Properties: {LoggingConfig: {LogGroup: !Ref Logs}}}
  B: {Type: AWS::Lambda::Function, Properties: {LoggingConfig: {LogGroup: !Ref Logs}}}
  Logs: {Type: AWS::Logs::LogGroup}
"""
    drawn = picture(system(tmp_path, shared), notes={at("Logs"): Note(cost=2.0)})
    assert sum(node.cost or 0 for node in drawn.nodes()) == 2.0


def test_the_same_definition_gives_the_same_picture(tmp_path: Path) -> None:
    assert picture(system(tmp_path, WEB)) == picture(system(tmp_path, WEB))


def test_nothing_is_a_picture_too(tmp_path: Path) -> None:
    drawn = picture(system(tmp_path, "Metadata: {Type: AWS::CDK::Metadata}"))
    assert (list(drawn.nodes()), drawn.links, drawn.aside) == ([], (), (at("Metadata"),))
