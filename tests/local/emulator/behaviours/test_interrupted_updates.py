"""A kill in the middle of an update loses no row: the stack is what it was, and can be updated again."""

from __future__ import annotations

import json
from typing import Any

import psutil
import pytest
from tests.local.conftest import ACCOUNT, REGION, client_of

from stratiform.local.emulator import process, snapshot
from stratiform.local.emulator.process import Emulator
from stratiform.local.state import State
from waiting import until

pytestmark = pytest.mark.local
TABLE = {
    "Type": "AWS::DynamoDB::Table",
    "Properties": {
        "TableName": "kept",
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    },
}
NEVER: dict[str, Any] = {
    "Handle": {"Type": "AWS::CloudFormation::WaitConditionHandle"},
    "Condition": {
        "Type": "AWS::CloudFormation::WaitCondition",
        "Properties": {"Handle": {"Ref": "Handle"}, "Timeout": "600", "Count": 1},
    },
}


def template(**resources: Any) -> str:
    return json.dumps({"Resources": {"Table": TABLE, **resources}})


def status(emulator: Emulator) -> str:
    [stack] = client_of(emulator, "cloudformation").describe_stacks(StackName="kept")["Stacks"]
    found: str = stack["StackStatus"]
    return found


def is_saved(state: State, text: bytes) -> bool:
    """Whether the newest whole snapshot holds ``text``: what is in it comes back."""
    found, _ = snapshot.newest(state.folder / "data" / "snapshots")
    return found is not None and text in (found.folder / "cloudformation.json").read_bytes()


def test_a_kill_during_an_update_keeps_the_stack_and_its_rows(fresh_state: State) -> None:
    emulator = process.start(fresh_state, port=None, account=ACCOUNT, region=REGION).emulator
    stacks = client_of(emulator, "cloudformation")
    stacks.create_stack(StackName="kept", TemplateBody=template())
    until(lambda: status(emulator) == "CREATE_COMPLETE")
    client_of(emulator, "dynamodb").put_item(TableName="kept", Item={"id": {"S": "row"}})
    stacks.update_stack(StackName="kept", TemplateBody=template(**NEVER))
    # Asked again and again: without requests a snapshot may be a minute away.
    until(lambda: status(emulator) == "UPDATE_IN_PROGRESS" and is_saved(fresh_state, b"_before_update"))
    psutil.Process(emulator.pid).kill()

    again = process.start(fresh_state, port=None, account=ACCOUNT, region=REGION).emulator
    assert status(again) == "UPDATE_ROLLBACK_COMPLETE"
    assert "Item" in client_of(again, "dynamodb").get_item(TableName="kept", Key={"id": {"S": "row"}})
    stacks = client_of(again, "cloudformation")
    stacks.update_stack(
        StackName="kept", TemplateBody=template(Queue={"Type": "AWS::SQS::Queue", "Properties": {}})
    )
    until(lambda: status(again) == "UPDATE_COMPLETE")
    assert "Item" in client_of(again, "dynamodb").get_item(TableName="kept", Key={"id": {"S": "row"}})
