import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"EncryptionKeyArn": ""}, True),
        ({"EncryptionKeyArn": "given"}, False),
        ({"EncryptionKeyArn": {"Ref": "Value"}}, False),
    ],
)
def test_a_vault_should_have_a_KMS_key(properties: dict[str, object], wrong: bool) -> None:
    assert judged("backup-no-kms-key", "AWS::Backup::BackupVault", properties) is wrong
