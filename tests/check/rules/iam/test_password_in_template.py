import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"LoginProfile": {"Password": "written"}}, True),
        ({"LoginProfile": {"Password": {"Ref": "Password"}}}, False),
        ({"LoginProfile": {"Password": "{{resolve:secretsmanager:user:SecretString:password}}"}}, False),
    ],
)
def test_a_password_must_not_stand_in_a_template(properties: dict[str, object], wrong: bool) -> None:
    assert judged("iam-password-in-template", "AWS::IAM::User", properties) is wrong
