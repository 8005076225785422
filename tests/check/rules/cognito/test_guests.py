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
def test_anybody_gets_aws_credentials_from_an_identity_pool(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("cognito-guests", "AWS::Cognito::IdentityPool", properties) is wrong
