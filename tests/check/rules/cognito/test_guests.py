import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"AllowUnauthenticatedIdentities": True}, True),
        ({"AllowUnauthenticatedIdentities": False}, False),
        ({"AllowUnauthenticatedIdentities": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_guests(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cognito-guests", "AWS::Cognito::IdentityPool", properties) is wrong
