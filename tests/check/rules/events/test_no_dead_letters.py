import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"Targets": [{"Arn": "arn"}]}, True),
        ({"Targets": [{"Arn": "arn", "DeadLetterConfig": {"Arn": "queue"}}]}, False),
        ({"Targets": [{"Arn": "a", "DeadLetterConfig": {"Arn": "q"}}, {"Arn": "b"}]}, True),
        ({"Targets": {"Fn::ImportValue": "Targets"}}, False),
        ({"Targets": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_events_that_a_target_does_not_take_are_dropped(properties: dict[str, object], wrong: bool) -> None:
    assert judged("events-no-dead-letters", "AWS::Events::Rule", properties) is wrong
