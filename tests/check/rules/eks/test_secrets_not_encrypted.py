import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"EncryptionConfig": []}, True),
        ({"EncryptionConfig": [{"Resources": ["secrets"], "Provider": {"KeyArn": "arn"}}]}, False),
        ({"EncryptionConfig": [{"Resources": ["secrets"], "Provider": {"KeyArn": {"Ref": "Key"}}}]}, False),
        # One checker lets this pass. Without a key there is nothing to encrypt with, and EKS refuses it.
        ({"EncryptionConfig": [{"Resources": ["secrets"]}]}, True),
        ({"EncryptionConfig": [{"Resources": ["secrets"], "Provider": {"Ref": "Provider"}}]}, False),
        ({"EncryptionConfig": [{"Ref": "Config"}]}, False),
        ({"EncryptionConfig": {"Ref": "Config"}}, False),
    ],
)
def test_secrets_of_a_cluster_must_be_encrypted(properties: dict[str, object], wrong: bool) -> None:
    assert judged("eks-secrets-not-encrypted", "AWS::EKS::Cluster", properties) is wrong
