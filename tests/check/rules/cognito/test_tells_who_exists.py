import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"PreventUserExistenceErrors": "LEGACY"}, True),
        ({"PreventUserExistenceErrors": "ENABLED"}, False),
        ({"PreventUserExistenceErrors": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_sign_in_tells_strangers_which_users_exist(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cognito-tells-who-exists", "AWS::Cognito::UserPoolClient", properties) is wrong
