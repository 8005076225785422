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
def test_no_deletion_protection(properties: dict[str, object], wrong: bool) -> None:
    assert judged("dynamodb-no-deletion-protection", "AWS::DynamoDB::Table", properties) is wrong
