import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"StorageEncrypted": "false"}, True),
        ({"StorageEncrypted": True}, False),
        ({"SnapshotIdentifier": "before"}, False),
        ({"ReplicationSourceIdentifier": "arn"}, False),
        ({"StorageEncrypted": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_database_cluster_is_not_encrypted_at_rest(properties: dict[str, object], wrong: bool) -> None:
    assert judged("rds-cluster-not-encrypted", "AWS::RDS::DBCluster", properties) is wrong
