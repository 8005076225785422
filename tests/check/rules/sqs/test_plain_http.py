import pytest

from check.judging import failing

QUEUE = "AWS::SQS::Queue"
PLAIN = {"Bool": {"aws:SecureTransport": "false"}}
DENY = {"Effect": "Deny", "Principal": "*", "Action": "sqs:*", "Resource": "*", "Condition": PLAIN}


def found(statement: dict[str, object] | None) -> bool:
    policy = {"Queues": [{"Ref": "It"}], "PolicyDocument": {"Statement": [statement]}}
    policies = {"Policy": ("AWS::SQS::QueuePolicy", policy)} if statement else {}
    return bool(failing("sqs-plain-http", {"It": (QUEUE, {}), **policies}))


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        (None, True),
        (DENY, False),
        ({**DENY, "Effect": "Allow"}, True),
        ({**DENY, "Condition": {"Bool": {"aws:SecureTransport": "true"}}}, True),
        ({**DENY, "Condition": {"Bool": {"aws:SecureTransport": False}}}, False),
        ({**DENY, "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}, True),
    ],
)
def test_plain_http_must_be_refused(statement: dict[str, object] | None, wrong: bool) -> None:
    assert found(statement) is wrong
