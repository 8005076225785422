from __future__ import annotations

from typing import Any

import pytest
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import Stack, role, until

pytestmark = pytest.mark.local

ROTATES = """
import boto3

def handler(event, context):
    secrets = boto3.client("secretsmanager")
    secret, token, step = event["SecretId"], event["ClientRequestToken"], event["Step"]
    stages = secrets.describe_secret(SecretId=secret)["VersionIdsToStages"]
    assert "AWSPENDING" in stages[token], stages
    if step == "createSecret":
        try:
            secrets.get_secret_value(SecretId=secret, VersionId=token, VersionStage="AWSPENDING")
        except secrets.exceptions.ResourceNotFoundException:
            secrets.put_secret_value(
                SecretId=secret, ClientRequestToken=token, SecretString="new", VersionStages=["AWSPENDING"]
            )
    if step == "testSecret":
        value = secrets.get_secret_value(SecretId=secret, VersionId=token, VersionStage="AWSPENDING")
        assert value["SecretString"] == "new"
    if step == "finishSecret":
        current = next(version for version, labels in stages.items() if "AWSCURRENT" in labels)
        secrets.update_secret_version_stage(
            SecretId=secret, VersionStage="AWSCURRENT", MoveToVersionId=token, RemoveFromVersionId=current
        )
"""


def test_a_schedule_rotates_with_its_function(stack: Stack, local_cloud: LocalCloud) -> None:
    service = local_cloud.client("secretsmanager")
    allowed: dict[str, Any] = {
        "PolicyName": "rotate",
        "PolicyDocument": {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "secretsmanager:*", "Resource": "*"}],
        },
    }
    resources = {
        "Role": role("lambda.amazonaws.com"),
        "Rotation": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Runtime": "python3.13",
                "Handler": "index.handler",
                "Role": {"Fn::GetAtt": "Role.Arn"},
                "Timeout": 30,
                "Code": {"ZipFile": ROTATES},
            },
        },
        "Secret": {"Type": "AWS::SecretsManager::Secret", "Properties": {"SecretString": "old"}},
        "Schedule": {
            "Type": "AWS::SecretsManager::RotationSchedule",
            "Properties": {
                "SecretId": {"Ref": "Secret"},
                "RotationLambdaARN": {"Fn::GetAtt": "Rotation.Arn"},
                "RotationRules": {"AutomaticallyAfterDays": "30"},
            },
        },
    }
    resources["Role"]["Properties"]["Policies"] = [allowed]
    arn = stack.up(resources, {"Secret": {"Ref": "Secret"}})["Secret"]
    until(lambda: service.get_secret_value(SecretId=arn)["SecretString"], "new")
    described = service.describe_secret(SecretId=arn)
    assert described["RotationEnabled"] is True
    assert described["RotationRules"]["AutomaticallyAfterDays"] == 30
    previous = service.get_secret_value(SecretId=arn, VersionStage="AWSPREVIOUS")
    assert previous["SecretString"] == "old"

    del resources["Schedule"]
    stack.up(resources, {"Secret": {"Ref": "Secret"}})
    assert service.describe_secret(SecretId=arn).get("RotationEnabled", False) is False
