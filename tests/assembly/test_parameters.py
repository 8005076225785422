from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stratiform.assembly import read
from stratiform.assembly.graph import Graph
from stratiform.errors import TemplateError

STAYS = {"Ref": "P"}


@pytest.mark.parametrize(
    ("declaration", "value"),
    [
        ({"Type": "String", "Default": "a"}, "a"),
        ({"Type": "String", "Default": ""}, ""),
        ({"Type": "Number", "Default": 0}, 0),
        ({"Type": "List<Number>", "Default": "1,2"}, ["1", "2"]),
        ({"Type": "CommaDelimitedList", "Default": "a"}, ["a"]),
        ({"Type": "String"}, STAYS),
        ({"Type": "String", "Default": "hunter2", "NoEcho": True}, STAYS),
        ({"Type": "String", "Default": "hunter2", "NoEcho": "true"}, STAYS),
        ({"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/a/b"}, STAYS),
        ({"Type": "String", "Default": {"not": "a scalar"}}, STAYS),
    ],
    ids=str,
)
def test_a_default_is_known_unless_only_aws_or_the_user_knows_it(
    resolved: Callable[..., Any], declaration: Any, value: Any
) -> None:
    assert resolved({"Ref": "P"}, Parameters={"P": declaration}) == value


def test_the_manifests_parameters_win_over_defaults(assembly: Callable[..., Path]) -> None:
    template = {
        "Parameters": {"P": {"Type": "String", "Default": "default"}},
        "Resources": {"A": {"Type": "X::Y::Z", "Properties": {"P": {"Ref": "P"}}}},
    }
    out = assembly({"One": {"template": template, "properties": {"parameters": {"P": "given"}}}})
    assert next(read(out).of_type("X::Y::Z")).properties == {"P": "given"}


@pytest.mark.parametrize(
    ("region", "partition", "suffix"),
    [
        ("eu-west-1", "aws", "amazonaws.com"),
        ("cn-north-1", "aws-cn", "amazonaws.com.cn"),
        ("us-gov-west-1", "aws-us-gov", "amazonaws.com"),
    ],
)
def test_pseudo_parameters(assembly: Callable[..., Path], region: str, partition: str, suffix: str) -> None:
    text = "${AWS::AccountId} ${AWS::Region} ${AWS::Partition} ${AWS::URLSuffix} ${AWS::StackName}"
    resource = {"Type": "X::Y::Z", "Properties": {"P": {"Fn::Sub": text}}}
    stack = {"template": {"Resources": {"A": resource}}, "environment": f"aws://123/{region}"}
    found = next(read(assembly({"One": stack})).of_type("X::Y::Z")).properties["P"]
    assert found == f"123 {region} {partition} {suffix} One"


def test_a_parameter_that_is_no_mapping_is_refused(graph_of: Callable[..., Graph], tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="The parameter P") as error:
        graph_of("Resources: {}\nParameters:\n  P:\n")
    assert error.value.where == f"{tmp_path / 'template.yaml'}:3"
