import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"DeletionProtectionEnabled": False}, True),
        ({"DeletionProtectionEnabled": True}, False),
        ({"DeletionProtectionEnabled": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_table_can_be_deleted_by_a_single_call(properties: dict[str, object], wrong: bool) -> None:
    assert judged("dynamodb-no-deletion-protection", "AWS::DynamoDB::Table", properties) is wrong
