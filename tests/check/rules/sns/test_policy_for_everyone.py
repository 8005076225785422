import pytest

from check.judging import judged

EVERYONE = {"Effect": "Allow", "Principal": "*", "Action": "sns:Publish", "Resource": "*"}
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
            "sns-policy-for-everyone", "AWS::SNS::TopicPolicy", {"PolicyDocument": {"Statement": [statement]}}
        )
        is wrong
    )


def test_a_policy_that_is_not_known_is_no_fault() -> None:
    assert not judged(
        "sns-policy-for-everyone", "AWS::SNS::TopicPolicy", {"PolicyDocument": {"Fn::ImportValue": "Policy"}}
    )
