import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"Policies": {"PasswordPolicy": {"MinimumLength": 6}}}, True),
        ({"Policies": {"PasswordPolicy": {"MinimumLength": 12, "RequireLowercase": True}}}, True),
        (
            {
                "Policies": {
                    "PasswordPolicy": {
                        "MinimumLength": 8,
                        "RequireLowercase": True,
                        "RequireUppercase": True,
                        "RequireNumbers": True,
                        "RequireSymbols": True,
                    }
                }
            },
            False,
        ),
        ({"Policies": {"Fn::ImportValue": "Policies"}}, False),
        (
            {
                "Policies": {
                    "PasswordPolicy": {
                        "MinimumLength": {"Fn::ImportValue": "L"},
                        "RequireLowercase": True,
                        "RequireUppercase": True,
                        "RequireNumbers": True,
                        "RequireSymbols": True,
                    }
                }
            },
            False,
        ),
    ],
)
def test_a_user_pool_accepts_weak_passwords(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cognito-weak-passwords", "AWS::Cognito::UserPool", properties) is wrong
