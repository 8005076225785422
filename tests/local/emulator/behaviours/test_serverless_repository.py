from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.local.emulator.conftest import Stack

pytestmark = pytest.mark.local


def test_the_rotation_of_a_database_by_the_cdk_does_not_stop_its_stack(
    stack: Stack, deploy: Callable[..., dict[str, str]]
) -> None:
    application = "arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSPostgreSQL"
    template = {
        "Transform": "AWS::Serverless-2016-10-31",
        "Resources": {
            "Secret": {"Type": "AWS::SecretsManager::Secret", "Properties": {"SecretString": "{}"}},
            "Rotation": {
                "Type": "AWS::Serverless::Application",
                "Properties": {"Location": {"ApplicationId": application, "SemanticVersion": "1.1.618"}},
            },
            "Schedule": {
                "Type": "AWS::SecretsManager::RotationSchedule",
                "Properties": {
                    "SecretId": {"Ref": "Secret"},
                    "RotationLambdaARN": {"Fn::GetAtt": ["Rotation", "Outputs.RotationLambdaARN"]},
                    "RotationRules": {"ScheduleExpression": "rate(30 days)"},
                },
            },
        },
        "Outputs": {"Secret": {"Value": {"Ref": "Secret"}}},
    }
    stack.exists = True
    secret = deploy(stack.name, template)["Secret"]
    value = stack.cloud.client("secretsmanager").get_secret_value(SecretId=secret)
    assert value["SecretString"] == "{}"
