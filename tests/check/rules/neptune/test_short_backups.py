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
def test_backups_of_a_neptune_cluster_reach_back_less_than_seven_days(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("neptune-short-backups", "AWS::Neptune::DBCluster", properties) is wrong
