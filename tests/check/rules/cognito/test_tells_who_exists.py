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
def test_tells_who_exists(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cognito-tells-who-exists", "AWS::Cognito::UserPoolClient", properties) is wrong
