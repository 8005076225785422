from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stratiform.assembly import read
from stratiform.assembly.graph import Graph, Kind
from stratiform.errors import TemplateError

GraphOf = Callable[..., Graph]


def edges(graph: Graph, source: str = "A") -> set[tuple[str, Kind, str]]:
    return {
        (edge.target.logical_id, edge.kind, edge.at)
        for edge in graph.edges
        if edge.source.logical_id == source
    }


def from_a(graph_of: GraphOf, properties: Any, **more: Any) -> set[tuple[str, Kind, str]]:
    others = {name: {"Type": "X::Y::Z"} for name in ("B", "C")}
    return edges(
        graph_of({"Resources": {"A": {"Type": "X::Y::Z", "Properties": properties, **more}, **others}})
    )


def test_every_form_of_reference_is_an_edge_with_its_property_path(graph_of: GraphOf) -> None:
    properties = {
        "Ref": {"Ref": "B"},
        "Get": [{"Arn": {"Fn::GetAtt": ["B", "Arn"]}}, {"Fn::GetAtt": "C.Arn"}],
        "Sub": {"Fn::Sub": "${B}${!C}"},
        "SubAtt": {"Fn::Sub": ["${C.Arn} ${b} ${B}", {"b": {"Ref": "B"}, "B": "not the resource"}]},
        "Join": {"Deep": {"Fn::Join": ["", ["x", {"Fn::Select": [0, [{"Ref": "C"}]]}]]}},
    }
    assert from_a(graph_of, properties) == {
        ("B", Kind.REF, "Ref"),
        ("B", Kind.ATTRIBUTE, "Get[0].Arn"),
        ("C", Kind.ATTRIBUTE, "Get[1]"),
        ("B", Kind.SUBSTITUTION, "Sub"),
        ("C", Kind.SUBSTITUTION, "SubAtt"),
        ("B", Kind.REF, "SubAtt"),
        ("C", Kind.REF, "Join.Deep"),
    }


@pytest.mark.parametrize("names", ["B", ["B"], ["B", "Missing"], ["B", "B"]])
def test_depends_on_is_an_edge(graph_of: GraphOf, names: Any) -> None:
    assert from_a(graph_of, {}, DependsOn=names) == {("B", Kind.DEPENDS_ON, "DependsOn")}


def test_both_sides_of_an_undecided_condition_count_and_only_one_of_a_decided(graph_of: GraphOf) -> None:
    template = """
    Parameters: {Open: {Type: String}}
    Conditions:
      Sure: !Equals [a, a]
      Maybe: !Equals [!Ref Open, a]
    Resources:
      A:
        Type: X::Y::Z
        Properties:
          One: !If [Sure, !Ref B, !Ref C]
          Both: !If [Maybe, {Name: !Ref B}, !Ref C]
      B: {Type: X::Y::Z}
      C: {Type: X::Y::Z}
    """
    assert edges(graph_of(template)) == {
        ("B", Kind.REF, "One"),
        ("B", Kind.REF, "Both.Name"),
        ("C", Kind.REF, "Both"),
    }


def test_an_import_of_another_stack_of_the_same_place(assembly: Callable[..., Path]) -> None:
    def exporter(region: str) -> dict[str, Any]:
        outputs = {"Out": {"Value": {"Fn::GetAtt": ["Queue", "Arn"]}, "Export": {"Name": "shared"}}}
        template = {"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}, "Outputs": outputs}
        return {"template": template, "environment": f"aws://1/{region}"}

    imported = {"Type": "X::Y::Z", "Properties": {"Arn": {"Fn::ImportValue": {"Fn::Sub": "shared"}}}}
    user = {"template": {"Resources": {"A": imported}}, "environment": "aws://1/eu-west-1"}
    graph = read(assembly({"Far": exporter("us-east-1"), "Near": exporter("eu-west-1"), "User": user}))
    (edge,) = graph.edges
    assert (str(edge.source), str(edge.target)) == ("User/A", "Near/Queue")
    assert (edge.kind, edge.at) == (Kind.IMPORT, "Arn")


def test_a_literal_export_is_known_to_the_stack_that_imports_it(assembly: Callable[..., Path]) -> None:
    template = {"Resources": {}, "Outputs": {"Out": {"Value": "v1", "Export": {"Name": "version"}}}}
    imported = {"Type": "X::Y::Z", "Properties": {"Version": {"Fn::ImportValue": "version"}}}
    user = {"template": {"Resources": {"A": imported}}, "dependencies": ["Base"]}
    graph = read(assembly({"User": user, "Base": {"template": template}}))
    assert next(graph.of_type("X::Y::Z")).properties == {"Version": "v1"}


def test_the_output_of_another_stack(assembly: Callable[..., Path]) -> None:
    template = {
        "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}},
        "Outputs": {"Url": {"Value": {"Ref": "Queue"}}},
    }
    asked = {"Fn::GetStackOutput": {"StackName": "base-stack", "OutputName": "Url"}}
    user = {"template": {"Resources": {"A": {"Type": "X::Y::Z", "Properties": {"Url": asked}}}}}
    base = {"template": template, "properties": {"stackName": "base-stack"}}
    (edge,) = read(assembly({"Base": base, "User": user})).edges
    assert (str(edge.target), edge.kind) == ("Base/Queue", Kind.IMPORT)


CYCLE = """
Parameters: {Open: {Type: String}}
Conditions: {Maybe: !Equals [!Ref Open, a]}
Resources:
  A:
    Type: X::Y::Z
    Properties: {B: !Ref B}
  B:
    Type: X::Y::Z
    Properties: {A: %s}
"""


def test_resources_that_need_one_another_are_refused(graph_of: GraphOf, tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="A -> B -> A") as error:
        graph_of(CYCLE % "!GetAtt A.Arn")
    assert error.value.where == f"{tmp_path / 'template.yaml'}:5"


@pytest.mark.parametrize("text", [CYCLE % "!If [Maybe, !Ref A, x]", f"Transform: Macro\n{CYCLE % '!Ref A'}"])
def test_a_cycle_that_a_deployment_may_break_is_read(graph_of: GraphOf, text: str) -> None:
    assert len(graph_of(text).edges) == 2
