"""A CloudFormation stack of its own for each test, in the emulator that the session shares."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from tests.local.conftest import LocalCloud

WAIT = {"Delay": 0.1, "MaxAttempts": 600}
VPC: dict[str, Any] = {
    "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.7.0.0/16"}},
    "Subnet": {
        "Type": "AWS::EC2::Subnet",
        "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.7.1.0/24"},
    },
}


@dataclass
class Stack:
    """``up(resources, outputs)`` creates or updates the stack and gives its outputs; ``down()`` deletes it."""

    name: str
    cloud: LocalCloud
    deploy: Callable[..., dict[str, str]]
    exists: bool = field(default=False)

    def up(self, resources: dict[str, Any], outputs: dict[str, Any] | None = None) -> dict[str, str]:
        self.exists = True
        body = {"Resources": resources}
        if outputs:
            body["Outputs"] = {name: {"Value": value} for name, value in outputs.items()}
        return self.deploy(self.name, body)

    def down(self) -> None:
        cloudformation = self.cloud.client("cloudformation")
        cloudformation.delete_stack(StackName=self.name)
        cloudformation.get_waiter("stack_delete_complete").wait(StackName=self.name, WaiterConfig=WAIT)
        self.exists = False

    def events(self) -> list[tuple[str, str, str]]:
        """``(logical id, status, reason)``, oldest first."""
        found = self.cloud.client("cloudformation").describe_stack_events(StackName=self.name)
        return [
            (event["LogicalResourceId"], event["ResourceStatus"], event.get("ResourceStatusReason", ""))
            for event in reversed(found["StackEvents"])
        ]


@pytest.fixture
def stack(local_cloud: LocalCloud, deploy: Callable[..., dict[str, str]]) -> Iterator[Stack]:
    made = Stack(f"test-{uuid.uuid4().hex[:8]}", local_cloud, deploy)
    yield made
    if made.exists:
        made.down()
