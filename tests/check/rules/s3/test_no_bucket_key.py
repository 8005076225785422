import pytest

from check.judging import judged


def _encrypted(algorithm: str, bucket_key: object) -> dict[str, object]:
    rule = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": algorithm}, "BucketKeyEnabled": bucket_key}
    return {"BucketEncryption": {"ServerSideEncryptionConfiguration": [rule]}}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_encrypted("aws:kms", None), True),
        (_encrypted("aws:kms", False), True),
        (_encrypted("aws:kms", "true"), False),
        (_encrypted("aws:kms", {"Ref": "Flag"}), False),
        (_encrypted("AES256", None), False),
    ],
)
def test_encryption_with_KMS_must_use_a_bucket_key(properties: dict[str, object], wrong: bool) -> None:
    assert judged("s3-no-bucket-key", "AWS::S3::Bucket", properties) is wrong
