import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"DeletionProtection": "INACTIVE"}, True),
        ({"DeletionProtection": "ACTIVE"}, False),
        ({"DeletionProtection": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_user_pool_can_be_deleted_by_a_single_call(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cognito-no-deletion-protection", "AWS::Cognito::UserPool", properties) is wrong
