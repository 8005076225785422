import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"SecretString": "hunter2"}, True),
        ({"SecretString": "{{resolve:ssm-secure:orders}}"}, False),
        ({"SecretString": {"Fn::ImportValue": "Secret"}}, False),
        ({"GenerateSecretString": {}}, False),
        ({"SecretString": ""}, False),
    ],
)
def test_the_value_of_a_secret_stands_in_the_template(properties: dict[str, object], wrong: bool) -> None:
    assert judged("secretsmanager-written-in-template", "AWS::SecretsManager::Secret", properties) is wrong
