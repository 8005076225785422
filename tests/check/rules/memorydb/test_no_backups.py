import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"SnapshotRetentionLimit": 1}, False),
        ({"SnapshotRetentionLimit": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_memorydb_cluster_is_never_backed_up(properties: dict[str, object], wrong: bool) -> None:
    assert judged("memorydb-no-backups", "AWS::MemoryDB::Cluster", properties) is wrong
