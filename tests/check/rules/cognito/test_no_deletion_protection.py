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
def test_no_deletion_protection(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cognito-no-deletion-protection", "AWS::Cognito::UserPool", properties) is wrong
