import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"SqsManagedSseEnabled": False}, True),
        ({"SqsManagedSseEnabled": "false"}, True),
        ({"SqsManagedSseEnabled": False, "KmsMasterKeyId": "alias/aws/sqs"}, False),
        # Checkov and Guard ask for a KMS key. SQS.1 accepts SSE-SQS, which is on where nothing is said:
        # https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-sqs-sse-queue.html
        ({}, False),
        ({"KmsMasterKeyId": ""}, False),
        ({"SqsManagedSseEnabled": {"Fn::ImportValue": "Sse"}}, False),
    ],
)
def test_a_queue_must_be_encrypted(properties: dict[str, object], wrong: bool) -> None:
    assert judged("sqs-not-encrypted", "AWS::SQS::Queue", properties) is wrong
