from __future__ import annotations

import json

import pytest
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import Stack

pytestmark = pytest.mark.local


def test_a_secret_gets_the_endpoint_of_a_database_that_is_inert(
    stack: Stack, local_cloud: LocalCloud
) -> None:
    resources = {
        "Secret": {
            "Type": "AWS::SecretsManager::Secret",
            "Properties": {"SecretString": '{"username": "admin"}'},
        },
        "Warehouse": {"Type": "AWS::Redshift::Cluster", "Properties": {"ClusterIdentifier": "warehouse"}},
        "Attachment": {
            "Type": "AWS::SecretsManager::SecretTargetAttachment",
            "Properties": {
                "SecretId": {"Ref": "Secret"},
                "TargetType": "AWS::Redshift::Cluster",
                "TargetId": {"Ref": "Warehouse"},
            },
        },
    }
    outputs = {"Secret": {"Ref": "Attachment"}, "Host": {"Fn::GetAtt": "Warehouse.Endpoint.Address"}}
    made = stack.up(resources, outputs)
    answer = local_cloud.client("secretsmanager").get_secret_value(SecretId=made["Secret"])
    assert json.loads(answer["SecretString"]) == {
        "username": "admin",
        "engine": "redshift",
        "host": made["Host"],
        "port": 5439,
    }
