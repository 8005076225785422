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
def test_cluster_short_backups(properties: dict[str, object], wrong: bool) -> None:
    assert judged("rds-cluster-short-backups", "AWS::RDS::DBCluster", properties) is wrong
