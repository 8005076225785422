import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"Target": {"Arn": "arn"}}, True),
        ({"Target": {"DeadLetterConfig": {"Arn": "queue"}}}, False),
        ({"Target": {"DeadLetterConfig": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_calls_of_a_schedule_that_fail_are_dropped(properties: dict[str, object], wrong: bool) -> None:
    assert judged("scheduler-no-dead-letters", "AWS::Scheduler::Schedule", properties) is wrong
