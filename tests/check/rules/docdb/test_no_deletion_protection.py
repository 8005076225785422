import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"DeletionProtection": False}, True),
        ({"DeletionProtection": True}, False),
        ({"DeletionProtection": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_no_deletion_protection(properties: dict[str, object], wrong: bool) -> None:
    assert judged("docdb-no-deletion-protection", "AWS::DocDB::DBCluster", properties) is wrong
