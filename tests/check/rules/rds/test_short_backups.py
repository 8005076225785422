import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"BackupRetentionPeriod": 0}, True),
        ({"BackupRetentionPeriod": 6}, True),
        ({"BackupRetentionPeriod": "7"}, False),
        ({"BackupRetentionPeriod": 35}, False),
        ({"DBClusterIdentifier": "orders"}, False),
        ({"SourceDBInstanceIdentifier": "primary"}, False),
        ({"SourceDBInstanceIdentifier": "primary", "SourceRegion": "eu-west-1"}, True),
        ({"BackupRetentionPeriod": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_backups_of_a_database_reach_back_less_than_seven_days(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("rds-short-backups", "AWS::RDS::DBInstance", properties) is wrong
