"""Raised alarms are found without boto3."""

from __future__ import annotations

import pytest

from stratiform.local.alarms import raised
from stratiform.local.cloud import Cloud
from stratiform.local.deployment import DeployedStack, Deployment
from stratiform.local.target import Target

pytestmark = pytest.mark.local
TARGET = Target("333333333333", "us-east-1")


def test_alarms_in_alarm_are_told_and_not_those_that_only_scale(cloud: Cloud) -> None:
    cloudwatch = cloud.client("cloudwatch", TARGET)
    scale = f"arn:aws:autoscaling:us-east-1:{TARGET.account}:scalingPolicy:1:resource/ecs/x:policyName/idle"
    for name in ("loud", "quiet", "scaling"):
        cloudwatch.put_metric_alarm(
            AlarmName=name,
            Namespace="test",
            MetricName="m",
            Statistic="Sum",
            Period=60,
            EvaluationPeriods=1,
            Threshold=1,
            ComparisonOperator="GreaterThanThreshold",
            ActionsEnabled=False,
            AlarmActions=[scale] if name == "scaling" else [],
        )
    cloudwatch.set_alarm_state(AlarmName="loud", StateValue="ALARM", StateReason="test")
    cloudwatch.set_alarm_state(AlarmName="scaling", StateValue="ALARM", StateReason="test")
    cloudwatch.set_alarm_state(AlarmName="quiet", StateValue="OK", StateReason="test")
    deployment = Deployment(cloud.endpoint, TARGET, stacks=(DeployedStack("A", "local", TARGET),))
    assert raised(deployment) == ["loud"]


def test_a_cloud_that_is_down_has_none() -> None:
    stack = DeployedStack("A", "local", TARGET)
    assert raised(Deployment("http://127.0.0.1:9", TARGET, stacks=(stack,))) == []
