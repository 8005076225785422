import pytest

from check.judging import judged

ALLOW = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}


def _policy(statement: dict[str, object]) -> dict[str, object]:
    return {"PolicyDocument": {"Statement": statement}}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_policy(ALLOW), True),
        (_policy(ALLOW | {"Principal": {"AWS": "*"}}), True),
        (_policy(ALLOW | {"Principal": {"AWS": ["*"]}}), True),
        (_policy(ALLOW | {"Effect": "Deny"}), False),
        (_policy(ALLOW | {"Principal": {"Service": "logging.s3.amazonaws.com"}}), False),
        (_policy(ALLOW | {"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}}), False),
        (_policy(ALLOW | {"Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}), False),
        (_policy(ALLOW | {"Condition": {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}}), True),
        (_policy(ALLOW | {"Condition": {"Bool": {"aws:SecureTransport": "true"}}}), True),
        (_policy(ALLOW | {"Condition": {"Ref": "Unknown"}}), False),
        ({"PolicyDocument": {"Ref": "Policy"}}, False),
    ],
)
def test_a_bucket_policy_must_not_let_everybody_in(properties: dict[str, object], wrong: bool) -> None:
    assert judged("s3-policy-for-everyone", "AWS::S3::BucketPolicy", properties) is wrong
