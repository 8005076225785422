import pytest

from check.judging import judged

ALLOW = {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Resource": "*"}


def _policy(statement: dict[str, object]) -> dict[str, object]:
    return {"PolicyDocument": {"Statement": [statement]}}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_policy(ALLOW | {"Action": "s3:*"}), True),
        (_policy(ALLOW | {"Action": ["s3:GetObject", "*"]}), True),
        (_policy(ALLOW | {"Action": "s3:Get*"}), False),
        (_policy(ALLOW | {"Action": "s3:*", "Effect": "Deny"}), False),
        (
            _policy(
                ALLOW | {"Action": "*", "Condition": {"StringEquals": {"s3:DataAccessPointAccount": "1"}}}
            ),
            False,
        ),
        ({"PolicyDocument": {"Ref": "Policy"}}, False),
    ],
)
def test_a_bucket_policy_must_name_its_actions(properties: dict[str, object], wrong: bool) -> None:
    assert judged("s3-policy-allows-everything", "AWS::S3::BucketPolicy", properties) is wrong
