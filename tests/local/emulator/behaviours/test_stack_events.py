"""What an update touches, and what a failure leaves behind."""

from __future__ import annotations

from typing import Any

import pytest
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import Stack

pytestmark = pytest.mark.local


def _queue(**properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::SQS::Queue", "Properties": properties}


def _since(stack: Stack, seen: int) -> list[tuple[str, str]]:
    names = [(name, status) for name, status, _ in stack.events()[seen:]]
    return [(name, status) for name, status in names if name != stack.name]


def test_an_update_touches_only_what_changed(stack: Stack, local_cloud: LocalCloud) -> None:
    sqs = local_cloud.client("sqs")
    resources = {
        "Kept": _queue(),
        "Changed": _queue(DelaySeconds=1),
        "Removed": _queue(),
        "Renamed": {"Type": "AWS::EC2::EIP", "Properties": {}},
    }
    outputs = {name: {"Ref": name} for name in resources}
    first = stack.up(resources, outputs)
    sqs.set_queue_attributes(QueueUrl=first["Kept"], Attributes={"DelaySeconds": "9"})
    seen = len(stack.events())

    changed = resources | {"Changed": _queue(DelaySeconds=2), "New": _queue()}
    del changed["Removed"]
    second = stack.up(changed, {name: {"Ref": name} for name in changed})

    assert {name: second[name] for name in ("Kept", "Changed", "Renamed")} == {
        name: first[name] for name in ("Kept", "Changed", "Renamed")
    }
    kept = sqs.get_queue_attributes(QueueUrl=first["Kept"], AttributeNames=["DelaySeconds"])
    assert kept["Attributes"]["DelaySeconds"] == "9", "the untouched queue keeps what was set by hand"
    assert set(_since(stack, seen)) == {
        ("Changed", "UPDATE_IN_PROGRESS"),
        ("Changed", "UPDATE_COMPLETE"),
        ("New", "CREATE_IN_PROGRESS"),
        ("New", "CREATE_COMPLETE"),
        ("Removed", "DELETE_IN_PROGRESS"),
        ("Removed", "DELETE_COMPLETE"),
    }


def test_a_failed_creation_leaves_nothing_and_says_why(stack: Stack, local_cloud: LocalCloud) -> None:
    resources = {
        "Queue": _queue(QueueName=f"{stack.name}-queue"),
        "Subnet": {
            "Type": "AWS::EC2::NatGateway",
            "DependsOn": "Queue",
            "Properties": {"AllocationId": "eipalloc-1"},
        },
    }
    with pytest.raises(AssertionError):
        stack.up(resources)
    failures = {name: reason for name, status, reason in stack.events() if status == "CREATE_FAILED"}
    assert "SubnetId" in failures["Subnet"]
    assert ("Queue", "DELETE_COMPLETE") in _since(stack, 0)
    urls = local_cloud.client("sqs").list_queues(QueueNamePrefix=stack.name).get("QueueUrls", [])
    assert urls == []


def test_a_failed_update_goes_back_to_what_was(stack: Stack, local_cloud: LocalCloud) -> None:
    sqs = local_cloud.client("sqs")
    url = stack.up({"Queue": _queue(DelaySeconds=1)}, {"Url": {"Ref": "Queue"}})["Url"]
    broken = {
        "Queue": _queue(DelaySeconds=5),
        "Broken": {
            "Type": "AWS::EC2::NatGateway",
            "DependsOn": "Queue",
            "Properties": {"AllocationId": "eipalloc-1"},
        },
    }
    with pytest.raises(AssertionError):
        stack.up(broken)
    attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["DelaySeconds"])["Attributes"]
    assert attributes["DelaySeconds"] == "1"
    events = stack.events()
    assert events[-1][1] == "UPDATE_ROLLBACK_COMPLETE"
    assert [name for name, status, _ in events if status == "CREATE_FAILED"] == ["Broken"]
