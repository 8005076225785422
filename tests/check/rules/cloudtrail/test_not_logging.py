import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"IsLogging": False}, True),
        ({"IsLogging": "false"}, True),
        ({"IsLogging": True}, False),
        ({"IsLogging": "true"}, False),
        ({"IsLogging": {"Ref": "Value"}}, False),
    ],
)
def test_a_trail_must_be_on(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cloudtrail-not-logging", "AWS::CloudTrail::Trail", properties) is wrong
