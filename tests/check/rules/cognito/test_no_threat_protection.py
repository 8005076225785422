import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"}}, True),
        ({"UserPoolAddOns": {"AdvancedSecurityMode": "ENFORCED"}}, False),
        ({"UserPoolAddOns": {"AdvancedSecurityMode": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_a_user_pool_does_not_look_for_stolen_passwords(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cognito-no-threat-protection", "AWS::Cognito::UserPool", properties) is wrong
