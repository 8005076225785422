import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"RedrivePolicy": {"maxReceiveCount": 1}}, True),
        ({"RedrivePolicy": {"maxReceiveCount": "1"}}, True),
        ({"RedrivePolicy": {"maxReceiveCount": 2}}, False),
        ({"RedrivePolicy": {"maxReceiveCount": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_one_failed_attempt_makes_a_message_a_dead_letter(properties: dict[str, object], wrong: bool) -> None:
    assert judged("sqs-dead-letters-at-once", "AWS::SQS::Queue", properties) is wrong
