import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"MfaConfiguration": "OFF"}, True),
        ({"MfaConfiguration": "OPTIONAL"}, False),
        ({"MfaConfiguration": "ON"}, False),
        # Guard passes an absent value. CloudFormation documents OFF as its default:
        # https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html
        ({}, True),
        ({"MfaConfiguration": {"Fn::ImportValue": "Mfa"}}, False),
    ],
)
def test_a_second_factor_must_be_asked_for(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cognito-no-mfa", "AWS::Cognito::UserPool", properties) is wrong
