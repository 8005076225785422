import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"CloudWatchLogsLogGroupArn": ""}, True),
        ({"CloudWatchLogsLogGroupArn": "given"}, False),
        ({"CloudWatchLogsLogGroupArn": {"Ref": "Value"}}, False),
    ],
)
def test_a_trail_must_be_sent_to_a_log_group(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cloudtrail-no-log-group", "AWS::CloudTrail::Trail", properties) is wrong
