import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"StorageEncrypted": False}, True),
        ({"StorageEncrypted": True}, False),
        ({"SnapshotIdentifier": "before"}, False),
        ({"StorageEncrypted": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_neptune_cluster_is_not_encrypted_at_rest(properties: dict[str, object], wrong: bool) -> None:
    assert judged("neptune-not-encrypted", "AWS::Neptune::DBCluster", properties) is wrong
