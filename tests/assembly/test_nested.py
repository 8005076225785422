from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from stratiform.assembly import read
from stratiform.assembly.graph import Address, Kind
from stratiform.errors import TemplateError


def nested(url: str, **parameters: Any) -> dict[str, Any]:
    return {
        "Type": "AWS::CloudFormation::Stack",
        "Properties": {"TemplateURL": url, "Parameters": parameters},
    }


def write(folder: Path, templates: Mapping[str, Any]) -> Path:
    for name, template in templates.items():
        (folder / f"{name}.json").write_text(json.dumps(template))
    return folder / "root.json"


def test_values_and_references_go_down_and_come_back(tmp_path: Path) -> None:
    child = {
        "Parameters": {"Name": {"Type": "String"}, "QueueArn": {"Type": "String", "Default": "unused"}},
        "Resources": {
            "Topic": {
                "Type": "AWS::SNS::Topic",
                "Properties": {"TopicName": {"Ref": "Name"}, "Arn": {"Ref": "QueueArn"}},
            }
        },
        "Outputs": {"Topic": {"Value": {"Ref": "Topic"}}, "Name": {"Value": {"Ref": "Name"}}},
    }
    root = {
        "Resources": {
            "Queue": {"Type": "AWS::SQS::Queue"},
            # The user stands before what it needs: order in the file means nothing.
            "User": {
                "Type": "X::Y::Z",
                "Properties": {
                    "Name": {"Fn::Sub": "${Child.Outputs.Name}!"},
                    "Topic": {"Fn::GetAtt": ["Child", "Outputs.Topic"]},
                },
            },
            "Child": nested("child.json", Name="news", QueueArn={"Fn::GetAtt": ["Queue", "Arn"]}),
        }
    }
    graph = read(write(tmp_path, {"root": root, "child": child}))
    topic = graph.resources[Address("root.Child", "Topic")]
    assert topic.properties == {"TopicName": "news", "Arn": {"Ref": "QueueArn"}}
    assert graph.resources[Address("root", "User")].properties["Name"] == "news!"
    found = {(str(edge.source), str(edge.target), edge.kind, edge.at) for edge in graph.edges}
    assert ("root.Child/Topic", "root/Queue", Kind.ATTRIBUTE, "Arn") in found
    assert ("root/User", "root.Child/Topic", Kind.REF, "Topic") in found
    stack = graph.stacks["root.Child"]
    assert (stack.parent, stack.parameters) == (Address("root", "Child"), {"Name": "news"})


def test_siblings_are_joined_through_their_parent(tmp_path: Path) -> None:
    maker = {
        "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}},
        "Outputs": {"Arn": {"Value": {"Fn::GetAtt": ["Queue", "Arn"]}}},
    }
    user = {
        "Parameters": {"Arn": {"Type": "String"}},
        "Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"Arn": {"Ref": "Arn"}}}},
    }
    root = {
        "Resources": {
            "User": nested("user.json", Arn={"Fn::GetAtt": ["Maker", "Outputs.Arn"]}),
            "Maker": nested("maker.json"),
        }
    }
    graph = read(write(tmp_path, {"root": root, "maker": maker, "user": user}))
    targets = {str(edge.target) for edge in graph.out_of(Address("root.User", "Topic"))}
    assert targets == {"root/Maker", "root.Maker/Queue"}


def test_a_template_that_is_elsewhere_is_noted(tmp_path: Path) -> None:
    root = {"Resources": {"Child": nested("https://example.com/child.json")}}
    graph = read(write(tmp_path, {"root": root}))
    assert graph.notes == ("root/Child is a nested stack whose template is not on this machine",)


def test_a_stack_that_holds_itself_is_refused(tmp_path: Path) -> None:
    root = {"Resources": {"Child": nested("root.json")}}
    with pytest.raises(TemplateError, match="holds itself"):
        read(write(tmp_path, {"root": root}))


def test_stacks_that_need_each_others_outputs_are_refused(tmp_path: Path) -> None:
    child = {
        "Parameters": {"In": {"Type": "String"}},
        "Resources": {},
        "Outputs": {"Out": {"Value": {"Ref": "In"}}},
    }
    root = {
        "Resources": {
            "One": nested("child.json", In={"Fn::GetAtt": ["Two", "Outputs.Out"]}),
            "Two": nested("child.json", In={"Fn::GetAtt": ["One", "Outputs.Out"]}),
        }
    }
    with pytest.raises(TemplateError, match="One -> Two -> One"):
        read(write(tmp_path, {"root": root, "child": child}))


def test_a_broken_nested_template_is_an_error_in_its_own_file(tmp_path: Path) -> None:
    root = write(tmp_path, {"root": {"Resources": {"Child": nested("child.json")}}})
    (tmp_path / "child.json").write_text('{"Resources": {\n"A": {}}}')
    with pytest.raises(TemplateError, match="A has no Type") as error:
        read(root)
    assert error.value.where == f"{tmp_path / 'child.json'}:2"
