import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"Period": 10}, True),
        ({"Period": "30"}, True),
        ({"Period": 60}, False),
        ({"Period": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_an_alarm_is_evaluated_several_times_a_minute(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cloudwatch-high-resolution", "AWS::CloudWatch::Alarm", properties) is wrong
