import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"BackupRetentionPeriod": 6}, True),
        ({"BackupRetentionPeriod": 7}, False),
        ({"BackupRetentionPeriod": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_short_backups(properties: dict[str, object], wrong: bool) -> None:
    assert judged("docdb-short-backups", "AWS::DocDB::DBCluster", properties) is wrong
