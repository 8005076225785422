from typing import Any

from check.evidence import faults, proof

RULE = "system-alarm-without-receiver"
TOPIC = {"Topic": ("AWS::SNS::Topic", {})}
EMAIL = (
    "AWS::SNS::Subscription",
    {"TopicArn": {"Ref": "Topic"}, "Protocol": "email", "Endpoint": "a@example.com"},
)


def alarm(*actions: Any, **properties: Any) -> dict[str, Any]:
    return {"Alarm": ("AWS::CloudWatch::Alarm", {"AlarmActions": list(actions), **properties})}


def test_an_alarm_needs_an_action() -> None:
    assert "no action" in faults(RULE, alarm())["Alarm"].says
    assert not faults(RULE, alarm("arn:aws:sns:us-east-1:111111111111:alerts"))


def test_a_topic_needs_a_subscriber() -> None:
    assert proof(RULE, alarm({"Ref": "Topic"}) | TOPIC) == {"Alarm": ["Topic"]}
    assert not faults(RULE, alarm({"Ref": "Topic"}) | TOPIC | {"Mail": EMAIL})
    inside = ("AWS::SNS::Topic", {"Subscription": [{"Protocol": "email", "Endpoint": "a@example.com"}]})
    assert not faults(RULE, alarm({"Ref": "Topic"}) | {"Topic": inside})


def test_a_second_action_that_is_not_known_may_tell_somebody() -> None:
    sections = {"Parameters": {"Other": {"Type": "String"}}}
    assert not faults(RULE, alarm({"Ref": "Topic"}, {"Ref": "Other"}) | TOPIC, **sections)


def test_actions_that_are_switched_off_tell_nobody() -> None:
    assert "switched off" in faults(RULE, alarm("arn:aws:sns:::x", ActionsEnabled=False))["Alarm"].says


def test_scaling_is_an_action() -> None:
    policy = {"Policy": ("AWS::ApplicationAutoScaling::ScalingPolicy", {})}
    assert not faults(RULE, alarm({"Ref": "Policy"}) | policy)


def test_an_alarm_that_something_else_acts_on_is_heard() -> None:
    composite = {
        "Both": (
            "AWS::CloudWatch::CompositeAlarm",
            {"AlarmRule": {"Fn::Sub": 'ALARM("${Alarm}")'}, "AlarmActions": ["arn:aws:sns:::x"]},
        )
    }
    assert not faults(RULE, alarm() | composite)
    rule = {"Rule": ("AWS::Events::Rule", {"EventPattern": {"source": ["aws.cloudwatch"]}})}
    assert not faults(RULE, alarm() | rule)
    shown = {"Shown": ("AWS::CloudWatch::Dashboard", {"DashboardBody": {"Fn::Sub": "${Alarm}"}})}
    assert faults(RULE, alarm() | shown)
