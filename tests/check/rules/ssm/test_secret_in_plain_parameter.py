import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"Name": "/orders/db-password", "Value": "hunter2"}, True),
        ({"Name": "/orders/api_key", "Value": "abc123"}, True),
        (
            {
                "Name": "/orders/password-secret-arn",
                "Value": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db",
            },
            False,
        ),
        ({"Name": "/orders/password", "Value": {"Fn::ImportValue": "Password"}}, False),
        ({"Name": "/orders/url", "Value": "https://example.com"}, False),
        ({"Name": "/orders/key", "Value": "AKIA1234567890ABCDEF"}, True),
        ({"Name": "/orders/secret", "Value": "${filled.in.later}"}, False),
        ({}, False),
    ],
)
def test_a_secret_is_kept_in_a_plain_parameter(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ssm-secret-in-plain-parameter", "AWS::SSM::Parameter", properties) is wrong
