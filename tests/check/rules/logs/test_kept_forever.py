import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"RetentionInDays": 0}, True),
        ({"RetentionInDays": 30}, False),
        ({"LogGroupClass": "DELIVERY"}, False),
        ({"LogGroupClass": "INFREQUENT_ACCESS"}, True),
        ({"RetentionInDays": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_log_group_keeps_its_events_for_ever(properties: dict[str, object], wrong: bool) -> None:
    assert judged("logs-kept-forever", "AWS::Logs::LogGroup", properties) is wrong
