"""Scaling policies change how many real tasks run."""

from __future__ import annotations

import urllib.request
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from stratiform.local.gateway import process as gateway_process
from waiting import PATIENCE, until

from .conftest import SERVER, Containers

pytestmark = pytest.mark.local
BUSY = SERVER.replace(
    'print("serving", flush=True)',
    'threading.Thread(target=lambda: exec("while True: pass"), daemon=True).start()\nprint("serving")',
)


def scaled(
    containers: Containers, name: str, image: str, *, balanced: bool = False, **more: Any
) -> dict[str, Any]:
    """A service that may have one to three tasks, and what scales it."""
    template = containers.template(name, image, balanced=balanced)
    template["Resources"]["Target"] = {
        "Type": "AWS::ApplicationAutoScaling::ScalableTarget",
        "DependsOn": ["Service"],
        "Properties": {
            "MinCapacity": 1,
            "MaxCapacity": 3,
            "ResourceId": f"service/{name}/{name}",
            "ScalableDimension": "ecs:service:DesiredCount",
            "ServiceNamespace": "ecs",
            **more.pop("Target", {}),
        },
    }
    template["Resources"].update(more)
    return template


def policy(**properties: Any) -> dict[str, Any]:
    return {
        "Type": "AWS::ApplicationAutoScaling::ScalingPolicy",
        "Properties": {"PolicyName": "policy", "ScalingTargetId": {"Ref": "Target"}, **properties},
    }


def running(containers: Containers, name: str) -> int:
    return len(containers.tasks(name, desiredStatus="RUNNING"))


def test_a_busy_service_gets_the_tasks_that_its_cpu_target_asks_for(containers: Containers) -> None:
    tracking = {
        "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"},
        "TargetValue": 20,  # of a quarter of a processor: a busy machine has that left
    }
    cpu = policy(PolicyType="TargetTrackingScaling", TargetTrackingScalingPolicyConfiguration=tracking)
    name = "busy"
    assert containers.deploy(name, scaled(containers, name, containers.image(BUSY), Cpu=cpu)).endswith(
        "COMPLETE"
    )
    try:
        assert until(lambda: running(containers, name) > 1)
    finally:
        containers.client("cloudformation").delete_stack(StackName=name)
        until(lambda: running(containers, name) == 0)


def test_an_alarm_takes_the_step_of_its_policy(containers: Containers) -> None:
    name = "stepped"
    steps = policy(
        PolicyType="StepScaling",
        StepScalingPolicyConfiguration={
            "AdjustmentType": "ChangeInCapacity",
            "Cooldown": 300,
            "StepAdjustments": [{"MetricIntervalLowerBound": 0, "ScalingAdjustment": 1}],
        },
    )
    alarm = {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "Namespace": "Shop",
            "MetricName": "Waiting",
            "Statistic": "Maximum",
            "Period": 60,
            "EvaluationPeriods": 1,
            "Threshold": 10,
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "AlarmActions": [{"Ref": "Steps"}],
        },
    }
    template = scaled(containers, name, containers.image(SERVER), Steps=steps, Alarm=alarm)
    assert containers.deploy(name, template).endswith("COMPLETE")
    assert running(containers, name) == 1
    datum = {"MetricName": "Waiting", "Value": 25}
    containers.client("cloudwatch").put_metric_data(Namespace="Shop", MetricData=[datum])
    assert until(lambda: running(containers, name) == 2)


def test_requests_through_the_gateway_scale_their_service(containers: Containers) -> None:
    name = "asked"
    tracking = {
        "PredefinedMetricSpecification": {
            "PredefinedMetricType": "ALBRequestCountPerTarget",
            "ResourceLabel": {
                "Fn::Sub": "${Balancer.LoadBalancerFullName}/${Group.TargetGroupFullName}",
            },
        },
        "TargetValue": 10,
    }
    count = policy(PolicyType="TargetTrackingScaling", TargetTrackingScalingPolicyConfiguration=tracking)
    image = containers.image(f"VERSION = 1\n{SERVER}")
    template = scaled(containers, name, image, balanced=True, Count=count)
    assert containers.deploy(name, template).endswith("COMPLETE")
    gateway = gateway_process.start(containers.state, containers.emulator)
    try:
        url = gateway.refresh().urls[f"{name}:80"]

        def three_after_requests() -> bool:
            for _ in range(25):  # again and again: a few of them may fall into the next minute
                with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
                    assert answer.status == 200
            return running(containers, name) == 3

        assert until(three_after_requests)
    finally:
        gateway_process.stop(containers.state)


def test_a_schedule_sets_the_least(containers: Containers) -> None:
    name = "scheduled"
    for ahead in (4, 20, 80):  # a moment that is over when the deployment ends never comes
        soon = datetime.now(UTC) + timedelta(seconds=ahead)
        action = {
            "ScheduledActionName": "morning",
            "Schedule": f"at({soon:%Y-%m-%dT%H:%M:%S})",
            "ScalableTargetAction": {"MinCapacity": 2},
        }
        template = scaled(containers, name, containers.image(SERVER), Target={"ScheduledActions": [action]})
        assert containers.deploy(name, template).endswith("COMPLETE")
        if datetime.now(UTC) < soon - timedelta(seconds=1):
            break
    assert until(lambda: running(containers, name) == 2, seconds=120)
