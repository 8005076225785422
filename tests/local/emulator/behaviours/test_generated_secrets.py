"""Secrets as templates make them: their reference and their generated value."""

from __future__ import annotations

import json
import string
from typing import Any

import pytest
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import Stack

pytestmark = pytest.mark.local


def _secret(**options: Any) -> dict[str, Any]:
    return {
        "Secret": {
            "Type": "AWS::SecretsManager::Secret",
            "Properties": {"GenerateSecretString": options},
        }
    }


def _value(stack: Stack, resources: dict[str, Any]) -> str:
    arn = stack.up(resources, {"Secret": {"Ref": "Secret"}})["Secret"]
    answer = stack.cloud.client("secretsmanager").get_secret_value(SecretId=arn)
    value: str = answer["SecretString"]
    return value


def test_the_reference_is_the_arn_through_updates_and_the_secret_goes(
    stack: Stack, local_cloud: LocalCloud
) -> None:
    service = local_cloud.client("secretsmanager")
    secret = {"Name": f"{stack.name}/db", "SecretString": "one", "Description": "first"}
    resources = {
        "Secret": {"Type": "AWS::SecretsManager::Secret", "Properties": secret},
        "Policy": {
            "Type": "AWS::SecretsManager::ResourcePolicy",
            "Properties": {
                "SecretId": {"Ref": "Secret"},
                "ResourcePolicy": {"Version": "2012-10-17", "Statement": []},
            },
        },
    }
    outputs = {"Ref": {"Ref": "Secret"}, "Resolved": f"{{{{resolve:secretsmanager:{secret['Name']}}}}}"}
    made = stack.up(resources, {"Ref": outputs["Ref"]})
    assert made["Ref"].startswith("arn:aws:secretsmanager:us-east-1:000000000000:secret:")
    policy = service.get_resource_policy(SecretId=made["Ref"])["ResourcePolicy"]
    assert json.loads(policy) == {"Version": "2012-10-17", "Statement": []}

    secret |= {"SecretString": "two", "Description": "second"}
    assert stack.up(resources, {"Ref": outputs["Ref"]}) == made
    assert service.describe_secret(SecretId=made["Ref"])["Description"] == "second"
    assert service.get_secret_value(SecretId=made["Ref"])["SecretString"] == "two"

    secret["Name"] = f"{stack.name}/renamed"
    renamed = stack.up(resources, {"Ref": outputs["Ref"]})
    assert renamed["Ref"] != made["Ref"]
    stack.down()
    names = {found["Name"] for found in service.list_secrets()["SecretList"]}
    assert not names & {f"{stack.name}/db", f"{stack.name}/renamed"}


def test_an_empty_request_generates_32_characters_of_every_kind(stack: Stack) -> None:
    value = _value(stack, _secret())
    assert len(value) == 32
    for kind in (string.ascii_lowercase, string.ascii_uppercase, string.digits, string.punctuation):
        assert set(value) & set(kind)


def test_every_exclusion_is_honoured(stack: Stack) -> None:
    value = _value(
        stack,
        _secret(
            ExcludePunctuation="true",
            ExcludeNumbers=True,
            ExcludeUppercase=True,
            ExcludeCharacters="abc",
            PasswordLength="200",
        ),
    )
    assert len(value) == 200
    assert set(value) <= set(string.ascii_lowercase) - set("abc")
    assert len(set(value)) > 10


def test_the_password_joins_the_template(stack: Stack) -> None:
    value = _value(
        stack,
        _secret(
            SecretStringTemplate='{"username": "admin"}',
            GenerateStringKey="password",
            ExcludePunctuation=True,
            PasswordLength=20,
        ),
    )
    document = json.loads(value)
    assert document["username"] == "admin"
    assert len(document["password"]) == 20


def test_the_value_stays_when_nothing_about_it_changes(stack: Stack) -> None:
    resources = _secret(PasswordLength=24)
    first = _value(stack, resources)
    resources["Secret"]["Properties"]["Description"] = "other"
    assert _value(stack, resources) == first
