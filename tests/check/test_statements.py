import json
from typing import Any

import pytest

from stratiform.assembly.graph import Address, Resource
from stratiform.check.statements import Statement, managed_policies, matches, permissions, statements, trust

ALLOW = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn"}


def _resource(type_: str, properties: dict[str, Any]) -> Resource:
    return Resource(Address("Stack", "Subject"), type_, "Subject", properties)


@pytest.mark.parametrize(
    ("document", "places"),
    [
        ({"Statement": ALLOW}, ["P.Statement"]),
        ({"Statement": [ALLOW, {"Ref": "Statement"}, ALLOW]}, ["P.Statement[0]", "P.Statement[2]"]),
        (json.dumps({"Statement": [ALLOW]}), ["P.Statement[0]"]),
        ("no policy", []),
        ({"Ref": "Document"}, []),
        (None, []),
    ],
)
def test_statements_are_found_in_every_form_of_a_document(document: Any, places: list[str]) -> None:
    assert [statement.at for statement in statements(document, "P")] == places


def test_a_value_alone_is_a_list() -> None:
    statement = Statement("P", ALLOW | {"Principal": {"AWS": "a", "Service": ["b", "c"]}})
    assert (statement.actions, statement.resources) == (("s3:GetObject",), ("arn",))
    assert statement.principals == (("AWS", "a"), ("Service", "b"), ("Service", "c"))
    assert Statement("P", {"Resource": {"Ref": "Arn"}}).resources == ({"Ref": "Arn"},)


@pytest.mark.parametrize(
    ("principal", "everyone"),
    [
        ("*", True),
        ({"AWS": "*"}, True),
        ({"AWS": ["arn", "*"]}, True),
        ({"*": "*"}, True),
        ({"Service": "*"}, False),
        ({"AWS": "arn:aws:iam::111122223333:root"}, False),
        ({"Ref": "Principal"}, False),
        (None, False),
    ],
)
def test_everyone_is_known_in_every_form(principal: Any, everyone: bool) -> None:
    assert Statement("P", {"Principal": principal}).is_for_everyone is everyone


@pytest.mark.parametrize(
    ("condition", "bound"),
    [
        (None, False),
        ({"Ref": "Condition"}, True),
        ({"StringEquals": {"AWS:SourceAccount": "111122223333"}}, True),
        ({"ArnLike": {"aws:SourceArn": ["arn:aws:s3:::bucket"]}}, True),
        ({"IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "0.0.0.0/0"]}}, False),
        ({"StringLike": {"aws:PrincipalArn": "*"}}, False),
        ({"StringNotEquals": {"aws:SourceAccount": "111122223333"}}, False),
        ({"Bool": {"aws:SecureTransport": "true"}}, False),
    ],
)
def test_a_condition_binds_by_what_a_caller_cannot_choose(condition: Any, bound: bool) -> None:
    assert Statement("P", {"Condition": condition}).is_bound is bound


@pytest.mark.parametrize(
    ("type_", "properties", "places"),
    [
        ("AWS::IAM::Policy", {"PolicyDocument": {"Statement": ALLOW}}, ["PolicyDocument.Statement"]),
        (
            "AWS::IAM::Role",
            {"Policies": [{"PolicyDocument": {"Statement": [ALLOW]}}]},
            ["Policies[0].PolicyDocument.Statement[0]"],
        ),
        (
            "AWS::Serverless::Function",
            {"Policies": ["Name", {"Statement": ALLOW}]},
            ["Policies[1].Statement"],
        ),
        ("AWS::Serverless::Function", {"Policies": {"Statement": ALLOW}}, ["Policies.Statement"]),
        ("AWS::Serverless::Function", {"Policies": [{"S3ReadPolicy": {"BucketName": "b"}}]}, []),
    ],
)
def test_permissions_are_found_wherever_a_type_keeps_them(
    type_: str, properties: dict[str, Any], places: list[str]
) -> None:
    assert [statement.at for statement in permissions(_resource(type_, properties))] == places


def test_trust_is_the_other_document_of_a_role() -> None:
    role = _resource("AWS::IAM::Role", {"AssumeRolePolicyDocument": {"Statement": [ALLOW]}})
    assert [statement.at for statement in trust(role)] == ["AssumeRolePolicyDocument.Statement[0]"]
    assert list(permissions(role)) == []


def test_managed_policies_are_named_without_partition_and_path() -> None:
    joined = {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":iam::aws:policy/service-role/B"]]}
    arns = ["arn:aws:iam::aws:policy/A", joined, {"Fn::Sub": "arn:${P}:iam::aws:policy/C"}, {"Ref": "Own"}]
    role = _resource("AWS::IAM::Role", {"ManagedPolicyArns": [*arns, "arn:aws:iam::111122223333:policy/own"]})
    assert [name for _, name in managed_policies(role)] == ["A", "B", "C"]
    function = _resource("AWS::Serverless::Function", {"Policies": "AWSLambdaExecute"})
    assert list(managed_policies(function)) == [("Policies", "AWSLambdaExecute")]


@pytest.mark.parametrize(
    ("pattern", "action", "matched"),
    [
        ("S3:getobject", "s3:GetObject", True),
        ("s3:Get*", "s3:getobject", True),
        ("s3:GetObjec?", "s3:GetObject", True),
        ("s3:[Gg]etObject", "s3:GetObject", False),
        ("s3:Get", "s3:GetObject", False),
    ],
)
def test_an_action_is_named_in_any_case_and_with_wildcards(pattern: str, action: str, matched: bool) -> None:
    assert matches(pattern, action) is matched
