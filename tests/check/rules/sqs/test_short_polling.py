import pytest

from check.judging import failing, judged

QUEUE = "AWS::SQS::Queue"


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"ReceiveMessageWaitTimeSeconds": 0}, True),
        ({"ReceiveMessageWaitTimeSeconds": "20"}, False),
        ({"ReceiveMessageWaitTimeSeconds": {"Fn::ImportValue": "Wait"}}, False),
    ],
)
def test_a_queue_should_wait_for_messages(properties: dict[str, object], wrong: bool) -> None:
    assert judged("sqs-short-polling", QUEUE, properties) is wrong


def test_lambda_waits_by_itself() -> None:
    mapping = {"EventSourceArn": {"Fn::GetAtt": ["Orders", "Arn"]}}
    assert not failing(
        "sqs-short-polling", {"Orders": (QUEUE, {}), "Poll": ("AWS::Lambda::EventSourceMapping", mapping)}
    )
