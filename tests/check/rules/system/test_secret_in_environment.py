from typing import Any

import pytest

from check.evidence import faults, subjects

RULE = "system-secret-in-environment"
# Put together here, so that no scanner takes this file for a leak.
KEYS = {
    "an AWS access key id": "AKIA" + "IOSFODNN7EXAMPLE",
    "a GitHub token": "ghp_" + "a1B2" * 9,
    "a Stripe key": "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc",
    "a private key": "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIE",
    "an address with a password": "postgres://app:hunter22@db.example.com/app",
    "a JSON web token": "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0NTY3ODkwIn0." + "dozjgNryP4J3jVmNHl0w5N",
}


def function(**variables: Any) -> dict[str, Any]:
    return {"Handler": ("AWS::Lambda::Function", {"Environment": {"Variables": variables}})}


@pytest.mark.parametrize("kind", KEYS)
def test_known_shapes_are_told_under_any_name_and_never_shown(kind: str) -> None:
    found = faults(RULE, function(SETTING=KEYS[kind]))["Handler"]
    assert found.says == f"The variable SETTING holds {kind}."
    assert found.at == "Environment.Variables.SETTING"
    assert KEYS[kind] not in repr(found)


@pytest.mark.parametrize("name", ["DB_PASSWORD", "dbPassword", "API_KEY", "client-secret", "AUTH_TOKEN"])
def test_text_under_the_name_of_a_secret_is_one(name: str) -> None:
    assert "under the name of a secret" in faults(RULE, function(**{name: "correct horse"}))["Handler"].says
    assert "random" in faults(RULE, function(**{name: "q8Zt3VxW1mKp0LrYb6NcJd2F"}))["Handler"].says


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("DB_PASSWORD", {"Fn::Sub": "{{resolve:secretsmanager:db:SecretString:password}}"}),
        ("DB_PASSWORD", "{{resolve:secretsmanager:db:SecretString:password}}"),
        ("DB_PASSWORD", {"Ref": "Secret"}),
        ("DB_SECRET", "arn:aws:secretsmanager:us-east-1:111111111111:secret:db"),
        ("DB_PASSWORD", "/prod/db/password"),
        ("DB_PASSWORD", ""),
        ("PASSWORD_LENGTH", "16"),
        ("TOKEN_URL", "https://auth.example.com/token"),
        ("TABLE_NAME", "items-3f9a8b7c6d5e4f3a2b1c"),
        ("USE_TOKEN", "true"),
    ],
)
def test_what_says_where_a_secret_is_holds_none(name: str, text: Any) -> None:
    assert not faults(RULE, {**function(**{name: text}), "Secret": ("AWS::SecretsManager::Secret", {})})


def test_containers_and_builds_have_variables_too() -> None:
    key = KEYS["an AWS access key id"]
    environment = [{"Name": "PORT", "Value": "80"}, {"Name": "KEY", "Value": key}]
    task = {"ContainerDefinitions": [{"Name": "web", "Image": "web:1", "Environment": environment}]}
    found = faults(RULE, {"Task": ("AWS::ECS::TaskDefinition", task)})
    assert found["Task"].at == "ContainerDefinitions[0].Environment[1].Value"
    variables = [{"Name": "KEY", "Value": key}]
    assert faults(
        RULE, {"Build": ("AWS::CodeBuild::Project", {"Environment": {"EnvironmentVariables": variables}})}
    )


def test_builds_may_name_where_a_secret_is() -> None:
    variables = [{"Name": "DB_PASSWORD", "Type": "SECRETS_MANAGER", "Value": "database password"}]
    build = {"Environment": {"EnvironmentVariables": variables}}
    assert not faults(RULE, {"Build": ("AWS::CodeBuild::Project", build)})


def test_a_function_without_variables_is_not_judged() -> None:
    assert subjects(RULE, {"Handler": ("AWS::Lambda::Function", {})}) == []


def test_credentials_that_other_rules_know_by_name_are_theirs() -> None:
    environment = [{"Name": "AWS_ACCESS_KEY_ID", "Value": KEYS["an AWS access key id"]}]
    task = {"ContainerDefinitions": [{"Name": "web", "Image": "web:1", "Environment": environment}]}
    assert not faults(RULE, {"Task": ("AWS::ECS::TaskDefinition", task)})
