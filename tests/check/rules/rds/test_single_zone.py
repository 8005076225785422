import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"MultiAZ": False}, True),
        ({"MultiAZ": True}, False),
        ({"DBClusterIdentifier": "orders"}, False),
        ({"Engine": "aurora-mysql"}, False),
        ({"SourceDBInstanceIdentifier": "primary"}, True),
        ({"MultiAZ": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_database_runs_in_one_zone_only(properties: dict[str, object], wrong: bool) -> None:
    assert judged("rds-single-zone", "AWS::RDS::DBInstance", properties) is wrong
