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
def test_no_storage_autoscaling(properties: dict[str, object], wrong: bool) -> None:
    assert judged("rds-no-storage-autoscaling", "AWS::RDS::DBInstance", properties) is wrong
