import pytest

from check.judging import judged

EVERYONE = {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "*"}
HERE = {"StringEquals": {"aws:SourceAccount": "123456789012"}}


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        (EVERYONE, True),
        ({**EVERYONE, "Principal": {"AWS": "*"}}, True),
        ({**EVERYONE, "Condition": HERE}, False),
        ({**EVERYONE, "Effect": "Deny"}, False),
        ({**EVERYONE, "Principal": {"Service": "events.amazonaws.com"}}, False),
    ],
)
def test_strangers_must_be_kept_out(statement: dict[str, object], wrong: bool) -> None:
    assert (
        judged(
            "sqs-policy-for-everyone", "AWS::SQS::QueuePolicy", {"PolicyDocument": {"Statement": [statement]}}
        )
        is wrong
    )


def test_a_policy_that_is_not_known_is_no_fault() -> None:
    assert not judged(
        "sqs-policy-for-everyone", "AWS::SQS::QueuePolicy", {"PolicyDocument": {"Fn::ImportValue": "Policy"}}
    )
