import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"KmsKeyId": "alias/aws/secretsmanager"}, True),
        ({"KmsKeyId": "aws/secretsmanager"}, True),
        ({"KmsKeyId": "arn:aws:kms:us-east-1:123456789012:alias/aws/secretsmanager"}, True),
        ({"KmsKeyId": "alias/orders"}, False),
        ({"KmsKeyId": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_secret_is_not_encrypted_with_a_key_of_your_own(properties: dict[str, object], wrong: bool) -> None:
    assert judged("secretsmanager-no-own-key", "AWS::SecretsManager::Secret", properties) is wrong
