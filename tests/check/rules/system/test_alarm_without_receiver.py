from typing import Any

from check.evidence import proof, subjects

RULE = "system-alarm-without-receiver"
TOPIC = {"Topic": ("AWS::SNS::Topic", {})}
EMAIL = (
    "AWS::SNS::Subscription",
    {"TopicArn": {"Ref": "Topic"}, "Protocol": "email", "Endpoint": "a@example.com"},
)


def alarm(*actions: Any, **properties: Any) -> dict[str, Any]:
    return {"Alarm": ("AWS::CloudWatch::Alarm", {"AlarmActions": list(actions), **properties})}


def test_a_topic_needs_a_subscriber() -> None:
    assert proof(RULE, alarm({"Ref": "Topic"}) | TOPIC) == {"Alarm": ["Topic"]}
    assert not proof(RULE, alarm({"Ref": "Topic"}) | TOPIC | {"Mail": EMAIL})
    inside = ("AWS::SNS::Topic", {"Subscription": [{"Protocol": "email", "Endpoint": "a@example.com"}]})
    assert not proof(RULE, alarm({"Ref": "Topic"}) | {"Topic": inside})


def test_a_function_of_sam_subscribes_by_its_events() -> None:
    events = {"News": {"Type": "SNS", "Properties": {"Topic": {"Ref": "Topic"}}}}
    handler = {"Handler": ("AWS::Serverless::Function", {"Events": events})}
    assert not proof(RULE, alarm({"Ref": "Topic"}) | TOPIC | handler)


def test_a_second_action_that_is_not_known_may_tell_somebody() -> None:
    sections = {"Parameters": {"Other": {"Type": "String"}}}
    assert not proof(RULE, alarm({"Ref": "Topic"}, {"Ref": "Other"}) | TOPIC, **sections)
    assert not proof(RULE, alarm({"Ref": "Topic"}, "arn:aws:sns:us-east-1:111111111111:alerts") | TOPIC)


def test_scaling_is_an_action() -> None:
    policy = {"Policy": ("AWS::ApplicationAutoScaling::ScalingPolicy", {})}
    assert not proof(RULE, alarm({"Ref": "Policy"}) | policy)


def test_a_rule_on_the_states_of_alarms_hears_all() -> None:
    rule = {"Rule": ("AWS::Events::Rule", {"EventPattern": {"source": ["aws.cloudwatch"]}})}
    assert not proof(RULE, alarm({"Ref": "Topic"}) | TOPIC | rule)


def test_an_alarm_without_action_is_the_business_of_another_rule() -> None:
    assert subjects(RULE, alarm()) == []
