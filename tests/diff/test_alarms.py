"""Alarms that are lost or weaker."""

from __future__ import annotations

import pytest

from diff.templates import resource, told

BASE = {
    "ComparisonOperator": "GreaterThanOrEqualToThreshold",
    "Threshold": 5,
    "EvaluationPeriods": 1,
    "Period": 300,
    "AlarmActions": ["arn:a", "arn:b"],
    "TreatMissingData": "breaching",
    "ActionsEnabled": True,
}


def alarm(**changes):
    return {
        "It": resource("CloudWatch::Alarm", **{k: v for k, v in (BASE | changes).items() if v is not None})
    }


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"ActionsEnabled": False}, "it no longer tells anybody"),
        ({"Threshold": 50}, "it rings later: the threshold goes from 5 to 50"),
        ({"EvaluationPeriods": 3}, "it rings later: 3 periods must be over the threshold, not 1"),
        ({"AlarmActions": ["arn:a"]}, "arn:b is no longer told when it rings"),
        ({"AlarmActions": None}, "nobody is told when it rings"),
        ({"TreatMissingData": "notBreaching"}, "missing data no longer rings"),
    ],
)
def test_a_weaker_alarm_is_told(compare, changes, says):
    assert told(compare(alarm(), alarm(**changes))) == [f"It: {says}"]
    assert told(compare(alarm(**changes), alarm())) == []


def test_below_a_threshold_a_lower_one_is_weaker(compare):
    low = {"ComparisonOperator": "LessThanThreshold"}
    assert told(compare(alarm(**low), alarm(**low, Threshold=1))) == [
        "It: it rings later: the threshold goes from 5 to 1"
    ]
    assert told(compare(alarm(**low), alarm(**low, Threshold=9))) == []


def test_an_alarm_or_a_subscription_that_goes_is_told(compare):
    other = {"T": resource("SNS::Topic")}
    assert told(compare(alarm() | other, other)) == ["It: the alarm is removed"]
    mail = resource("SNS::Subscription", Protocol="email", Endpoint="a@example.com", TopicArn={"Ref": "T"})
    assert told(compare(other | {"Mail": mail}, other)) == ["Mail: a@example.com hears no more of the topic"]


def test_a_renamed_alarm_is_not_lost(compare):
    assert told(compare(alarm(), {"New": alarm()["It"]})) == []


def test_the_topic_of_an_alarm_may_be_renamed(compare):
    def stack(name):
        return alarm(AlarmActions=[{"Ref": name}]) | {
            name: resource("SNS::Topic", DisplayName="a", TopicName="b")
        }

    assert told(compare(stack("Old"), stack("New"))) == []
