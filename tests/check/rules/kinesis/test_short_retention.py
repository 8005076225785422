import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"RetentionPeriodHours": 167}, True),
        ({"RetentionPeriodHours": 168}, False),
        ({"RetentionPeriodHours": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_stream_keeps_its_records_for_less_than_a_week(properties: dict[str, object], wrong: bool) -> None:
    assert judged("kinesis-short-retention", "AWS::Kinesis::Stream", properties) is wrong
