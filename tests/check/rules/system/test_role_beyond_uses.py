from dataclasses import replace
from typing import Any

import pytest

from check.evidence import faults, proof, subjects
from graphs import graph
from stratiform.assembly.graph import Graph, Use

RULE = "system-role-beyond-uses"
READS, WRITES = "dynamodb:GetItem", "dynamodb:PutItem"


def system(*statements: dict[str, Any], access: str = "read", declares: bool = True) -> Graph:
    document = {"Statement": [{"Effect": "Allow", **statement} for statement in statements]}
    found = graph(
        {
            "Items": ("AWS::DynamoDB::Table", {}),
            "Orders": ("AWS::DynamoDB::Table", {}),
            "Role": ("AWS::IAM::Role", {}),
            "Policy": ("AWS::IAM::Policy", {"Roles": [{"Ref": "Role"}], "PolicyDocument": document}),
            "Handler": ("AWS::Lambda::Function", {"Role": {"Fn::GetAtt": ["Role", "Arn"]}}),
        }
    )
    return replace(found, uses=(Use("Handler", "Items", access),) if declares else ())


def on(name: str, *actions: str) -> dict[str, Any]:
    return {"Action": list(actions), "Resource": [{"Fn::GetAtt": [name, "Arn"]}]}


def test_what_is_declared_may_be_reached() -> None:
    assert not proof(RULE, system(on("Items", READS)))
    assert not proof(RULE, system(on("Items", READS, WRITES), access="read-write"))


def test_a_resource_that_is_not_declared_is_too_much() -> None:
    assert proof(RULE, system(on("Items", READS), on("Orders", READS))) == {
        "Handler": ["Role", "Policy", "Orders"]
    }


def test_writing_what_is_declared_to_be_read_is_too_much() -> None:
    found = faults(RULE, system(on("Items", READS, WRITES)))
    assert "may change Items" in found["Handler"].says


@pytest.mark.parametrize("action", ["dynamodb:*", "*"])
def test_everything_is_too_much(action: str) -> None:
    assert "everything" in faults(RULE, system({"Action": action, "Resource": "*"}))["Handler"].says


def test_the_platforms_own_permissions_are_not_data() -> None:
    assert not proof(RULE, system({"Action": ["logs:PutLogEvents", "ec2:DescribeSubnets"], "Resource": "*"}))


def test_a_workload_that_declares_nothing_is_not_judged() -> None:
    assert subjects(RULE, system(on("Orders", WRITES), declares=False)) == []


def test_taking_messages_is_reading_a_queue() -> None:
    found = graph(
        {
            "Work": ("AWS::SQS::Queue", {}),
            "Role": (
                "AWS::IAM::Role",
                {
                    "Policies": [
                        {
                            "PolicyDocument": {
                                "Statement": [{"Effect": "Allow", **on("Work", "sqs:DeleteMessage")}]
                            }
                        }
                    ]
                },
            ),
            "Task": ("AWS::ECS::TaskDefinition", {"TaskRoleArn": {"Fn::GetAtt": ["Role", "Arn"]}}),
        }
    )
    assert subjects(RULE, replace(found, uses=(Use("Task", "Work", "read"),))) == ["Task"]
    assert not proof(RULE, replace(found, uses=(Use("Task", "Work", "read"),)))
    assert proof(RULE, replace(found, uses=(Use("Task", "Other", "read"),))) == {"Task": ["Role", "Work"]}


def test_what_holds_no_data_and_what_the_workload_made_itself_are_its_own() -> None:
    made = {"Metadata": {"aws:cdk:path": "App/Worker/Fn"}}
    function = {
        "Type": "AWS::Lambda::Function",
        "Properties": {"Role": {"Fn::GetAtt": ["Role", "Arn"]}},
        **made,
    }
    reaches = [
        {"Effect": "Allow", **on(name, "logs:PutLogEvents", "sqs:SendMessage")} for name in ("Logs", "Dead")
    ]
    found = graph(
        {
            "Fn": function,
            "Logs": ("AWS::Logs::LogGroup", {}),
            "Dead": {"Type": "AWS::SQS::Queue", "Metadata": {"aws:cdk:path": "App/Worker/Dead"}},
            "Role": ("AWS::IAM::Role", {"Policies": [{"PolicyDocument": {"Statement": reaches}}]}),
        }
    )
    declares = replace(found, uses=(Use("App/Worker", "App/Items", "read"),))
    assert subjects(RULE, declares) == ["Fn"]
    assert not proof(RULE, declares)
    elsewhere = replace(found, uses=(Use("App/Worker/Fn", "App/Items", "read"),))
    assert proof(RULE, elsewhere) == {"Fn": ["Role", "Dead"]}


def test_one_of_several_actions_on_everything_is_too_much() -> None:
    mixed = {"Action": ["logs:PutLogEvents", "dynamodb:Scan"], "Resource": "*"}
    assert "everything in DynamoDB" in faults(RULE, system(mixed))["Handler"].says
    bound = {**mixed, "Condition": {"StringEquals": {"aws:ResourceTag/team": "shop"}}}
    assert not proof(RULE, system(bound))
