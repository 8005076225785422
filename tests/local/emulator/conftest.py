"""A CloudFormation stack of its own for each test, in the emulator that the session shares."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.local.conftest import WAIT, LocalCloud

from waiting import PATIENCE

FAILS = "def handler(event, context):\n    print('{\"took\": 12.5}')\n    raise ValueError('on purpose')\n"
VPC: dict[str, Any] = {
    "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.7.0.0/16"}},
    "Subnet": {
        "Type": "AWS::EC2::Subnet",
        "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.7.1.0/24"},
    },
}


@dataclass
class Stack:
    """``up(resources, outputs)`` creates or updates the stack and gives its outputs; ``down`` deletes it."""

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


def role(service: str) -> dict[str, Any]:
    """A role that ``service`` may assume."""
    trust = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [trust]}},
    }


def until(found: Callable[[], Any], expected: Any, seconds: float = PATIENCE) -> None:
    """Wait until ``found()`` is ``expected``."""
    deadline = time.monotonic() + seconds
    while (seen := found()) != expected:
        assert time.monotonic() < deadline, f"still {seen!r}, not {expected!r}"
        time.sleep(0.1)


def total(cloud: LocalCloud, namespace: str, metric: str, **dimensions: str) -> float:
    """The sum of a metric over the last hour."""
    answer = cloud.client("cloudwatch").get_metric_statistics(
        Namespace=namespace,
        MetricName=metric,
        Dimensions=[{"Name": name, "Value": value} for name, value in dimensions.items()],
        StartTime=datetime.now(UTC) - timedelta(hours=1),
        EndTime=datetime.now(UTC) + timedelta(minutes=1),
        Period=3600,
        Statistics=["Sum"],
    )
    return float(sum(point["Sum"] for point in answer["Datapoints"]))


def alarm(namespace: str, metric: str, **dimensions: Any) -> dict[str, Any]:
    """An alarm on one or more of a metric in five minutes, where none is fine."""
    return {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "Namespace": namespace,
            "MetricName": metric,
            "Dimensions": [{"Name": name, "Value": value} for name, value in dimensions.items()],
            "Statistic": "Sum",
            "Period": 300,
            "EvaluationPeriods": 1,
            "Threshold": 1,
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "TreatMissingData": "notBreaching",
        },
    }


def alarm_states(stack: Stack, names: list[str]) -> dict[str, str]:
    """The states of the stack's alarms by logical id."""
    alarms = stack.cloud.client("cloudwatch").describe_alarms(AlarmNamePrefix=stack.name)["MetricAlarms"]
    found = {alarm["AlarmName"].split("-")[2]: alarm["StateValue"] for alarm in alarms}
    return {name: found[name] for name in names}


def failing_function() -> dict[str, Any]:
    """A function that prints a line of JSON and fails, as resource ``Function``."""
    return {
        "Role": role("lambda.amazonaws.com"),
        "Function": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "FunctionName": {"Fn::Sub": "${AWS::StackName}-f"},
                "Runtime": "python3.13",
                "Handler": "index.handler",
                "Role": {"Fn::GetAtt": "Role.Arn"},
                "Code": {"ZipFile": FAILS},
            },
        },
        "Allow": {
            "Type": "AWS::Lambda::Permission",
            "Properties": {
                "FunctionName": {"Ref": "Function"},
                "Action": "lambda:InvokeFunction",
                "Principal": "apigateway.amazonaws.com",
            },
        },
    }
