import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"StorageEncrypted": False}, True),
        ({"StorageEncrypted": "true"}, False),
        ({"DBClusterIdentifier": "orders"}, False),
        ({"SourceDBInstanceIdentifier": "primary"}, False),
        ({"SourceDBInstanceIdentifier": "primary", "SourceRegion": "eu-west-1"}, True),
        ({"DBSnapshotIdentifier": "before"}, False),
        ({"StorageEncrypted": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_database_is_not_encrypted_at_rest(properties: dict[str, object], wrong: bool) -> None:
    assert judged("rds-not-encrypted", "AWS::RDS::DBInstance", properties) is wrong
