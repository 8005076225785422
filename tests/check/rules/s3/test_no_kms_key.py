import pytest

from check.judging import judged


def _encrypted(algorithm: object) -> dict[str, object]:
    rule = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": algorithm}}
    return {"BucketEncryption": {"ServerSideEncryptionConfiguration": [rule]}}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        # A label of cfn-guard lets this pass as "KMS"; S3.17 does not: AES256 is the key that S3 owns.
        (_encrypted("AES256"), True),
        (_encrypted("aws:kms"), False),
        (_encrypted("aws:kms:dsse"), False),
        (_encrypted({"Fn::ImportValue": "Known"}), False),
        ({"BucketEncryption": {"Fn::ImportValue": "Known"}}, False),
    ],
)
def test_a_bucket_must_encrypt_with_a_KMS_key(properties: dict[str, object], wrong: bool) -> None:
    assert judged("s3-no-kms-key", "AWS::S3::Bucket", properties) is wrong
