import pytest

from check.judging import failing, judged

ALARM = "AWS::CloudWatch::Alarm"


@pytest.mark.parametrize("type_", [ALARM, "AWS::CloudWatch::CompositeAlarm"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"AlarmActions": []}, True),
        ({"AlarmActions": ["arn"]}, False),
        ({"OKActions": ["arn"]}, False),
        ({"AlarmActions": {"Fn::ImportValue": "Topics"}}, False),
    ],
)
def test_an_alarm_must_tell_somebody(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("cloudwatch-no-action", type_, properties) is wrong


def test_an_alarm_that_another_reads_need_not() -> None:
    whole = {"AlarmRule": {"Fn::Sub": "ALARM(${Part})"}, "AlarmActions": ["arn"]}
    resources = {"Part": (ALARM, {}), "Whole": ("AWS::CloudWatch::CompositeAlarm", whole)}
    assert not failing("cloudwatch-no-action", resources)


def test_a_picture_of_it_tells_nobody() -> None:
    dashboard = {"DashboardBody": {"Fn::Sub": '{"alarms": ["${Part.Arn}"]}'}}
    resources = {"Part": (ALARM, {}), "Picture": ("AWS::CloudWatch::Dashboard", dashboard)}
    assert failing("cloudwatch-no-action", resources).keys() == {"Part"}


@pytest.mark.parametrize(("environment", "wrong"), [("prod", True), ("dev", False)])
def test_nobody_is_to_be_woken_outside_production(environment: str, wrong: bool) -> None:
    tagged = {"Tags": [{"Key": "Environment", "Value": environment}]}
    assert judged("cloudwatch-no-action", ALARM, tagged) is wrong
