import pytest

from check.judging import judged


def _encrypted(*configs: object) -> dict[str, object]:
    return {"EncryptionConfig": list(configs)}


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::EKS::Cluster", {}, True),
        ("AWS::EKS::Cluster", {"EncryptionConfig": []}, True),
        ("AWS::EKS::Cluster", _encrypted({"Resources": ["secrets"], "Provider": {"KeyArn": "arn"}}), False),
        (
            "AWS::EKS::Cluster",
            _encrypted({"Resources": ["secrets"], "Provider": {"KeyArn": {"Ref": "Key"}}}),
            False,
        ),
        ("AWS::EKS::Cluster", _encrypted({"Resources": ["secrets"], "Provider": {"Ref": "Provider"}}), False),
        # One checker lets this pass. Without a key there is nothing to encrypt with, and EKS refuses it.
        ("AWS::EKS::Cluster", _encrypted({"Resources": ["secrets"]}), True),
        ("AWS::EKS::Cluster", _encrypted({"Provider": {"KeyArn": "arn"}}, {"Provider": {}}), True),
        ("AWS::EKS::Cluster", _encrypted({"Ref": "Config"}), False),
        ("AWS::EKS::Cluster", {"EncryptionConfig": {"Ref": "Config"}}, False),
        ("Custom::AWSCDK-EKS-Cluster", {"Config": {}}, True),
        (
            "Custom::AWSCDK-EKS-Cluster",
            {"Config": {"encryptionConfig": [{"provider": {"keyArn": "arn"}}]}},
            False,
        ),
    ],
)
def test_secrets_of_a_cluster_must_be_encrypted(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("eks-secrets-not-encrypted", type_, properties) is wrong
