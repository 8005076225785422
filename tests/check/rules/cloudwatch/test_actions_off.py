import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"ActionsEnabled": False}, True),
        ({"ActionsEnabled": True}, False),
        ({"ActionsEnabled": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_the_actions_of_an_alarm_are_turned_off(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("cloudwatch-actions-off", type_, properties) is wrong
