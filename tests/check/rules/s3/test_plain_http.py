import pytest

from check.judging import failing, judged

BUCKET = {"Fn::GetAtt": ["B", "Arn"]}
OBJECTS = {"Fn::Join": ["", [BUCKET, "/*"]]}
DENY = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": "*",
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}


def _policy(statement: dict[str, object]) -> dict[str, object]:
    return {"PolicyDocument": {"Statement": [statement]}}


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::S3::Bucket", {}, True),
        ("AWS::S3::BucketPolicy", {"PolicyDocument": {"Fn::ImportValue": "Policy"}}, False),
        ("AWS::S3::BucketPolicy", _policy(DENY), False),
        ("AWS::S3::BucketPolicy", _policy(DENY | {"Principal": {"AWS": "*"}}), False),
        ("AWS::S3::BucketPolicy", _policy(DENY | {"Principal": {"AWS": ["*"]}, "Action": ["s3:*"]}), False),
        (
            "AWS::S3::BucketPolicy",
            _policy(DENY | {"Condition": {"Bool": {"aws:SecureTransport": False}}}),
            False,
        ),
        (
            "AWS::S3::BucketPolicy",
            _policy(DENY | {"Condition": {"Bool": {"aws:SecureTransport": ["false"]}}}),
            False,
        ),
        (
            "AWS::S3::BucketPolicy",
            _policy(DENY | {"Condition": {"Bool": {"aws:SecureTransport": "true"}}}),
            True,
        ),
        ("AWS::S3::BucketPolicy", _policy(DENY | {"Effect": "Allow"}), True),
        ("AWS::S3::BucketPolicy", _policy(DENY | {"Action": "s3:PutObject"}), True),
        (
            "AWS::S3::BucketPolicy",
            _policy(DENY | {"Resource": ["arn:aws:s3:::b", "arn:aws:s3:::b/*"]}),
            False,
        ),
        ("AWS::S3::BucketPolicy", _policy(DENY | {"Resource": [BUCKET, OBJECTS]}), False),
        ("AWS::S3::BucketPolicy", _policy(DENY | {"Resource": [BUCKET, {"Fn::Sub": "${B.Arn}/*"}]}), False),
        ("AWS::S3::BucketPolicy", _policy(DENY | {"Resource": {"Ref": "Arn"}}), False),
        # Listing stays open where only objects are named, and reading where only the bucket is.
        ("AWS::S3::BucketPolicy", _policy(DENY | {"Resource": OBJECTS}), True),
        ("AWS::S3::BucketPolicy", _policy(DENY | {"Resource": BUCKET}), True),
        (
            "AWS::S3::BucketPolicy",
            _policy(DENY | {"Principal": {"AWS": "arn:aws:iam::111122223333:root"}}),
            True,
        ),
    ],
)
def test_a_bucket_must_refuse_plain_HTTP(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("s3-plain-http", type_, properties) is wrong


def test_a_bucket_with_a_policy_is_judged_by_the_policy() -> None:
    policy = {"Bucket": {"Ref": "Bucket"}, **_policy(DENY | {"Effect": "Allow"})}
    system = {"Bucket": ("AWS::S3::Bucket", {}), "Policy": ("AWS::S3::BucketPolicy", policy)}
    assert set(failing("s3-plain-http", system)) == {"Policy"}
