from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stratiform.assembly.graph import Address, Graph, Origin
from stratiform.errors import TemplateError


def test_a_resource_keeps_what_a_tool_asks_for(graph_of: Callable[..., Graph], tmp_path: Path) -> None:
    graph = graph_of(
        """
        Parameters: {Open: {Type: String}}
        Conditions: {Maybe: !Equals [!Ref Open, x]}
        Resources:
          Table:
            Type: AWS::DynamoDB::Table
            Condition: Maybe
            DeletionPolicy: Retain
            Metadata: {note: [1]}
          Bare: {Type: Custom::Thing, Properties: }
        """
    )
    table, bare = graph.resources.values()
    assert table.address == Address("template", "Table")
    assert (table.type, table.path, table.properties) == ("AWS::DynamoDB::Table", "Table", {})
    assert (table.condition, table.deletion_policy) == ("Maybe", "Retain")
    assert table.metadata == {"note": [1]}
    assert table.origin == Origin(str(tmp_path / "template.yaml"), 5)
    assert (bare.properties, bare.condition, bare.deletion_policy) == ({}, None, None)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (None, "must be a mapping; it is empty"),
        ([], "must be a mapping; it is a list"),
        ("text", "must be a mapping; it is the text 'text'"),
        ({}, "A has no Type"),
        ({"Type": 1}, "A has no Type"),
        ({"Type": "X::Y::Z", "Properties": []}, "The Properties of A must be a mapping; it is a list"),
    ],
)
def test_a_malformed_resource_is_refused(
    graph_of: Callable[..., Graph], tmp_path: Path, body: Any, what: str
) -> None:
    with pytest.raises(TemplateError) as error:
        graph_of({"Resources": {"A": body}})
    assert what in error.value.what
    assert error.value.where == f"{tmp_path / 'template.json'}:1"


@pytest.mark.parametrize("section", ["Resources", "Parameters", "Mappings", "Conditions", "Outputs"])
def test_a_section_that_is_no_mapping_is_refused(graph_of: Callable[..., Graph], section: str) -> None:
    with pytest.raises(TemplateError, match=f"{section} must be a mapping; it is a list"):
        graph_of({"Resources": {}, section: []})


def test_what_only_aws_can_expand_is_noted(graph_of: Callable[..., Graph], tmp_path: Path) -> None:
    graph = graph_of(
        {"Transform": ["AWS::LanguageExtensions"], "Resources": {"Fn::ForEach::Each": ["X", ["a"], {}]}}
    )
    assert graph.resources == {}
    assert graph.stacks["template"].transform == ("AWS::LanguageExtensions",)
    assert graph.notes == (f"template: Fn::ForEach::Each is not expanded ({tmp_path / 'template.json'}:1)",)


def test_sam_is_left_as_it_is(graph_of: Callable[..., Graph]) -> None:
    graph = graph_of(
        """
        Transform: AWS::Serverless-2016-10-31
        Globals: {Function: {Timeout: 3}}
        Resources:
          Get:
            Type: AWS::Serverless::Function
            Properties: {CodeUri: src, Environment: {Variables: {TABLE: !Ref Items}}}
          Items: {Type: AWS::Serverless::SimpleTable}
        """
    )
    assert [one.type for one in graph.resources.values()] == [
        "AWS::Serverless::Function",
        "AWS::Serverless::SimpleTable",
    ]
    (edge,) = graph.edges
    assert edge.at == "Environment.Variables.TABLE"
