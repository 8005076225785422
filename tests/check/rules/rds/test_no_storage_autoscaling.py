import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"MaxAllocatedStorage": 200}, False),
        ({"DBClusterIdentifier": "orders"}, False),
        ({"Engine": "aurora-postgresql"}, False),
        ({"SourceDBInstanceIdentifier": "primary"}, False),
        ({"MaxAllocatedStorage": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_the_storage_of_a_database_does_not_grow_by_itself(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("rds-no-storage-autoscaling", "AWS::RDS::DBInstance", properties) is wrong
