import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"DeletionProtection": False}, True),
        ({"DeletionProtection": True}, False),
        ({"DBClusterIdentifier": "orders"}, False),
        ({"DeletionProtection": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_database_can_be_deleted_by_a_single_call(properties: dict[str, object], wrong: bool) -> None:
    assert judged("rds-no-deletion-protection", "AWS::RDS::DBInstance", properties) is wrong
