import json
from typing import Any

import pytest

from stratiform.assembly.graph import Address, Resource
from stratiform.assembly.policies import (
    Statement,
    documents,
    matches,
    resembles,
    statements,
    statements_of,
    trust,
)

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
    assert [statement.at for statement in statements_of(_resource(type_, properties))] == places


def test_trust_is_the_other_document_of_a_role() -> None:
    role = _resource("AWS::IAM::Role", {"AssumeRolePolicyDocument": {"Statement": [ALLOW]}})
    assert [statement.at for statement in trust(role)] == ["AssumeRolePolicyDocument.Statement[0]"]
    assert list(statements_of(role)) == []


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


def test_a_value_is_named_with_wildcards_and_case() -> None:
    assert resembles("arn:aws:s3:::data/*", "arn:aws:s3:::data/a\nb")
    assert resembles("*", "")
    assert not resembles("Data", "data")
    assert not resembles("dat.", "data")


def test_conditions_are_found_by_their_key_in_any_case() -> None:
    condition = {
        "Bool": {"AWS:securetransport": "false", "aws:other": "x"},
        "Null": {"aws:SecureTransport": []},
    }
    found = Statement("P", {"Condition": condition}).tests("aws:SecureTransport")
    assert found == (("Bool", "false"), ("Null", []))


def test_documents_are_found_at_any_depth_and_in_texts() -> None:
    document = {"Statement": [ALLOW]}
    found = list(
        documents({"Inner": [{"Policy": document}, json.dumps(document)], "Text": '{"Statement" no'})
    )
    assert found == [document, document]
