from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stratiform.assembly.graph import Graph
from stratiform.errors import TemplateError

PARAMETERS = {
    "Stage": {"Type": "String", "Default": "dev"},
    "Open": {"Type": "String"},
    "Secret": {"Type": "String", "Default": "on", "NoEcho": True},
    "Enabled": {"Type": "String", "Default": True},
}
IS_DEV = {"Fn::Equals": [{"Ref": "Stage"}, "dev"]}
IS_PROD = {"Fn::Equals": ["prod", {"Ref": "Stage"}]}
MAYBE = {"Fn::Equals": [{"Ref": "Open"}, "x"]}


@pytest.mark.parametrize(
    ("expression", "kept", "value"),
    [
        (IS_DEV, True, "yes"),
        (IS_PROD, False, None),
        (MAYBE, True, {"Fn::If": ["C", "yes", "no"]}),
        ({"Fn::Equals": [{"Ref": "Open"}, {"Ref": "Open"}]}, True, "yes"),
        ({"Fn::Equals": [{"Ref": "Secret"}, "on"]}, True, "yes"),
        ({"Fn::Equals": [{"Ref": "Enabled"}, "true"]}, True, "yes"),
        ({"Fn::Equals": [1, "1"]}, True, "yes"),
        ({"Fn::Not": [IS_DEV]}, False, None),
        ({"Fn::Not": [MAYBE]}, True, {"Fn::If": ["C", "yes", "no"]}),
        ({"Fn::And": [IS_DEV, IS_PROD]}, False, None),
        ({"Fn::And": [MAYBE, IS_PROD]}, False, None),
        ({"Fn::And": [MAYBE, IS_DEV]}, True, {"Fn::If": ["C", "yes", "no"]}),
        ({"Fn::Or": [MAYBE, IS_DEV]}, True, "yes"),
        ({"Fn::Or": [MAYBE, IS_PROD]}, True, {"Fn::If": ["C", "yes", "no"]}),
        ({"Fn::Or": [IS_PROD, IS_PROD]}, False, None),
        ({"Condition": "Other"}, False, None),
        ({"Fn::Equals": [{"Fn::If": ["Other", "a", "b"]}, "b"]}, True, "yes"),
        ({"Fn::Nonsense": []}, True, {"Fn::If": ["C", "yes", "no"]}),
    ],
    ids=str,
)
def test_a_condition_is_decided_as_far_as_it_can_be(
    graph_of: Callable[..., Graph], expression: Any, kept: bool, value: Any
) -> None:
    resource = {"Type": "X::Y::Z", "Condition": "C", "Properties": {"P": {"Fn::If": ["C", "yes", "no"]}}}
    graph = graph_of(
        {
            "Parameters": PARAMETERS,
            "Conditions": {"C": expression, "Other": IS_PROD},
            "Resources": {"A": resource},
            "Outputs": {"Out": {"Condition": "C", "Value": "x"}},
        }
    )
    assert [one.properties["P"] for one in graph.resources.values()] == ([value] if kept else [])
    assert len(graph.outputs) == kept


def test_what_points_at_a_resource_that_is_left_out_has_no_edge(graph_of: Callable[..., Graph]) -> None:
    off = {"Type": "X::Y::Z", "Condition": "Off"}
    user = {"Type": "X::Y::Z", "Properties": {"P": {"Ref": "Gone"}}, "DependsOn": "Gone"}
    graph = graph_of(
        {"Conditions": {"Off": {"Fn::Equals": [1, 2]}}, "Resources": {"Gone": off, "User": user}}
    )
    assert graph.edges == ()


def test_conditions_that_need_one_another_are_refused(graph_of: Callable[..., Graph], tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="A -> B -> A") as error:
        graph_of("Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]\nResources: {}\n")
    assert error.value.where == f"{tmp_path / 'template.yaml'}:2"
