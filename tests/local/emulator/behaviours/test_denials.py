"""A refused call is written down once, with the role, the function, the action and the resource."""

from __future__ import annotations

import json
import stat
import time
from collections.abc import Callable
from typing import Any

import pytest

from ...conftest import ACCOUNT, LocalCloud
from .functions import invoke, template

pytestmark = pytest.mark.local

WRITES_TWICE = """
import boto3
def handler(event, context):
    table, answers = boto3.client("dynamodb"), []
    for _ in range(2):
        try:
            table.put_item(TableName="denied-table", Item={"id": {"S": "a very secret value"}})
        except Exception as error:
            answers.append(type(error).__name__)
    return answers
"""


def denials(cloud: LocalCloud, role: str) -> list[dict[str, Any]]:
    lines = (cloud.state.folder / "denials.jsonl").read_text().splitlines()
    return [line for line in map(json.loads, lines) if line["role"] == role]


def test_a_denied_function_is_named_once(local_cloud: LocalCloud, deploy: Callable[..., Any]) -> None:
    before = time.time()
    deploy("denied", template("denied", WRITES_TWICE, allow=("dynamodb:GetItem",)))
    assert invoke(local_cloud.client("lambda"), "denied") == ["ClientError", "ClientError"]
    (line,) = denials(local_cloud, "denied-role")
    assert before <= line.pop("time") <= time.time()
    assert line == {
        "principal": f"arn:aws:sts::{ACCOUNT}:assumed-role/denied-role/denied",
        "role": "denied-role",
        "function": "denied",
        "action": "dynamodb:PutItem",
        "resource": f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/denied-table",
        "explicit": False,
    }


def test_the_file_is_private_and_holds_no_data(local_cloud: LocalCloud, deploy: Callable[..., Any]) -> None:
    deploy("denied-data", template("denied-data", WRITES_TWICE))
    invoke(local_cloud.client("lambda"), "denied-data")
    path = local_cloud.state.folder / "denials.jsonl"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "secret value" not in path.read_text()


def test_an_allowed_call_is_not_written_down(local_cloud: LocalCloud, deploy: Callable[..., Any]) -> None:
    resources = template("allowed", WRITES_TWICE, allow=("dynamodb:PutItem",))
    resources["Resources"]["Table"] = {
        "Type": "AWS::DynamoDB::Table",
        "Properties": {
            "TableName": "denied-table",
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "BillingMode": "PAY_PER_REQUEST",
        },
    }
    deploy("allowed", resources)
    assert invoke(local_cloud.client("lambda"), "allowed") == []
    path = local_cloud.state.folder / "denials.jsonl"
    assert not path.exists() or denials(local_cloud, "allowed-role") == []
