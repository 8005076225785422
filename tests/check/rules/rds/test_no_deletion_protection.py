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
def test_no_deletion_protection(properties: dict[str, object], wrong: bool) -> None:
    assert judged("rds-no-deletion-protection", "AWS::RDS::DBInstance", properties) is wrong
