import pytest

from check.judging import failing, judged

QUEUE = "AWS::SQS::Queue"
POLICY = {"deadLetterTargetArn": {"Fn::GetAtt": ["Other", "Arn"]}, "maxReceiveCount": 3}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"RedrivePolicy": {"deadLetterTargetArn": "arn", "maxReceiveCount": 3}}, False),
        ({"RedrivePolicy": {"Fn::ImportValue": "Policy"}}, False),
        ({"QueueName": "orders-dlq"}, False),
        ({"RedriveAllowPolicy": {"redrivePermission": "byQueue"}}, False),
    ],
)
def test_failing_messages_must_go_somewhere(properties: dict[str, object], wrong: bool) -> None:
    assert judged("sqs-no-dead-letters", QUEUE, properties) is wrong


def test_the_queue_that_takes_them_needs_none() -> None:
    assert not failing(
        "sqs-no-dead-letters", {"Orders": (QUEUE, {"RedrivePolicy": POLICY}), "Other": (QUEUE, {})}
    )
