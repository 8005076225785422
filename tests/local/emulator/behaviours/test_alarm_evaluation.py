from __future__ import annotations

import json
import time
from typing import Any

import pytest
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import Stack, until

pytestmark = pytest.mark.local


def _state(cloud: LocalCloud, name: str) -> str:
    found = cloud.client("cloudwatch").describe_alarms(
        AlarmNames=[name], AlarmTypes=["MetricAlarm", "CompositeAlarm"]
    )
    [alarm] = found["MetricAlarms"] + found["CompositeAlarms"]
    state: str = alarm["StateValue"]
    return state


def _put(cloud: LocalCloud, namespace: str, value: float, *, at: float = 0, **dimensions: str) -> None:
    cloud.client("cloudwatch").put_metric_data(
        Namespace=namespace,
        MetricData=[
            {
                "MetricName": "Depth",
                "Value": value,
                "Timestamp": at or time.time(),
                "Dimensions": [{"Name": k, "Value": v} for k, v in dimensions.items()],
            }
        ],
    )


def _alarm(namespace: str, **changes: Any) -> dict[str, Any]:
    properties = {
        "Namespace": namespace,
        "MetricName": "Depth",
        "Statistic": "Maximum",
        "Period": 60,
        "EvaluationPeriods": 1,
        "Threshold": 10,
        "ComparisonOperator": "GreaterThanThreshold",
        **changes,
    }
    kept = {name: value for name, value in properties.items() if value is not None}
    return {"Type": "AWS::CloudWatch::Alarm", "Properties": kept}


def test_dimensions_select_the_metric(stack: Stack, local_cloud: LocalCloud) -> None:
    queue = [{"Name": "Queue", "Value": "orders"}]
    made = stack.up({"Alarm": _alarm(stack.name, Dimensions=queue)}, {"Alarm": {"Ref": "Alarm"}})
    _put(local_cloud, stack.name, 99, Queue="other")
    _put(local_cloud, stack.name, 5, Queue="orders")
    until(lambda: _state(local_cloud, made["Alarm"]), "OK")
    _put(local_cloud, stack.name, 11, Queue="orders")
    until(lambda: _state(local_cloud, made["Alarm"]), "ALARM")


def test_the_clock_alone_treats_missing_data(stack: Stack, local_cloud: LocalCloud) -> None:
    made = stack.up(
        {
            "Quiet": _alarm(stack.name, TreatMissingData="notBreaching"),
            "Silent": _alarm(stack.name, TreatMissingData="breaching"),
            "Unknown": _alarm(stack.name),
        },
        {name: {"Ref": name} for name in ("Quiet", "Silent", "Unknown")},
    )
    until(lambda: _state(local_cloud, made["Quiet"]), "OK")
    until(lambda: _state(local_cloud, made["Silent"]), "ALARM")
    assert _state(local_cloud, made["Unknown"]) == "INSUFFICIENT_DATA"


def test_metric_math_and_a_composite_alarm_notify_a_topic(stack: Stack, local_cloud: LocalCloud) -> None:
    def metric(name: str) -> dict[str, Any]:
        one = {"Namespace": stack.name, "MetricName": "Depth", "Dimensions": [{"Name": "Is", "Value": name}]}
        stat = {"Metric": one, "Period": 60, "Stat": "Sum"}
        return {"Id": name, "MetricStat": stat, "ReturnData": False}

    rate = {"Id": "rate", "Expression": "100 * failed / all", "Label": "Percent"}
    math = {
        **dict.fromkeys(("Namespace", "MetricName", "Statistic", "Period")),
        "Metrics": [rate, metric("failed"), metric("all")],
        "AlarmName": f"{stack.name}-rate",
    }
    resources = {
        "Topic": {"Type": "AWS::SNS::Topic"},
        "Queue": {"Type": "AWS::SQS::Queue"},
        "Allow": {
            "Type": "AWS::SQS::QueuePolicy",
            "Properties": {
                "Queues": [{"Ref": "Queue"}],
                "PolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": "sns.amazonaws.com"},
                            "Action": "sqs:SendMessage",
                            "Resource": "*",
                        }
                    ],
                },
            },
        },
        "Subscription": {
            "Type": "AWS::SNS::Subscription",
            "Properties": {
                "TopicArn": {"Ref": "Topic"},
                "Protocol": "sqs",
                "Endpoint": {"Fn::GetAtt": "Queue.Arn"},
                "RawMessageDelivery": True,
            },
        },
        "Rate": _alarm("", **math),
        "Any": {
            "Type": "AWS::CloudWatch::CompositeAlarm",
            "Properties": {
                "AlarmRule": {"Fn::Sub": 'ALARM("${Rate}")'},
                "AlarmActions": [{"Ref": "Topic"}],
            },
        },
    }
    made = stack.up(
        resources,
        {"Any": {"Ref": "Any"}, "Arn": {"Fn::GetAtt": "Any.Arn"}, "Queue": {"Ref": "Queue"}},
    )
    assert made["Arn"].endswith(f":alarm:{made['Any']}")
    at = time.time()  # of all, so that they are in one minute
    _put(local_cloud, stack.name, 100, at=at, Is="all")
    _put(local_cloud, stack.name, 5, at=at, Is="failed")
    until(lambda: _state(local_cloud, f"{stack.name}-rate"), "OK")
    _put(local_cloud, stack.name, 20, at=at, Is="failed")
    until(lambda: _state(local_cloud, made["Any"]), "ALARM")
    received = local_cloud.client("sqs").receive_message(QueueUrl=made["Queue"], WaitTimeSeconds=10)
    message = json.loads(received["Messages"][0]["Body"])
    assert message["AlarmName"] == made["Any"]
    assert message["NewStateValue"] == "ALARM"


def test_put_metric_alarm_keeps_its_metric_math(local_cloud: LocalCloud) -> None:
    cloudwatch = local_cloud.client("cloudwatch")
    cloudwatch.put_metric_alarm(
        AlarmName="math-by-api",
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanThreshold",
        TreatMissingData="notBreaching",
        Metrics=[
            {"Id": "twice", "Expression": "m * 2", "ReturnData": True},
            {
                "Id": "m",
                "ReturnData": False,
                "MetricStat": {
                    "Metric": {"Namespace": "math-by-api", "MetricName": "Depth"},
                    "Period": 60,
                    "Stat": "Sum",
                },
            },
        ],
    )
    [alarm] = cloudwatch.describe_alarms(AlarmNames=["math-by-api"])["MetricAlarms"]
    assert [query["Id"] for query in alarm["Metrics"]] == ["twice", "m"]
    _put(local_cloud, "math-by-api", 1)
    until(lambda: _state(local_cloud, "math-by-api"), "ALARM")
    cloudwatch.delete_alarms(AlarmNames=["math-by-api"])


def test_a_state_set_by_hand_stays_for_a_while(stack: Stack, local_cloud: LocalCloud) -> None:
    made = stack.up({"Alarm": _alarm(stack.name)}, {"Alarm": {"Ref": "Alarm"}})
    local_cloud.client("cloudwatch").set_alarm_state(
        AlarmName=made["Alarm"], StateValue="ALARM", StateReason="a drill"
    )
    other = stack.up({"Alarm": _alarm(stack.name), "Other": _alarm(stack.name, TreatMissingData="breaching")})
    assert other == {}
    until(lambda: len(_in_alarm(local_cloud, stack)), 2)


def _in_alarm(cloud: LocalCloud, stack: Stack) -> list[str]:
    found = cloud.client("cloudwatch").describe_alarms(AlarmNamePrefix=stack.name, StateValue="ALARM")
    return [alarm["AlarmName"] for alarm in found["MetricAlarms"]]
