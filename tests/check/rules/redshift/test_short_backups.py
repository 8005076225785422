import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"AutomatedSnapshotRetentionPeriod": 0}, True),
        ({"AutomatedSnapshotRetentionPeriod": 7}, False),
        ({"AutomatedSnapshotRetentionPeriod": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_snapshots_of_a_redshift_cluster_reach_back_less_than_seven_days(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("redshift-short-backups", "AWS::Redshift::Cluster", properties) is wrong
