"""A rotated login opens the database, and the one before it does not."""

from __future__ import annotations

import json
from typing import Any

import psycopg2
import pytest

from ...conftest import LocalCloud
from ..conftest import Stack
from .databases import ask, instance, secret

pytestmark = pytest.mark.local

SCHEDULE = {
    "Type": "AWS::SecretsManager::RotationSchedule",
    "DependsOn": "Attached",
    "Properties": {
        "SecretId": {"Ref": "Secret"},
        "HostedRotationLambda": {"RotationType": "PostgreSQLSingleUser"},
        "RotationRules": {"AutomaticallyAfterDays": 30},
    },
}


def versions(cloud: LocalCloud, arn: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The login of before and the one of now."""
    client = cloud.client("secretsmanager")
    before = client.get_secret_value(SecretId=arn, VersionStage="AWSPREVIOUS")["SecretString"]
    return json.loads(before), secret(cloud, arn)


def test_a_schedule_and_a_request_rotate_the_masters_login(container_cloud: LocalCloud, stack: Stack) -> None:
    arn = stack.up({**instance(), "Rotation": SCHEDULE}, {"Secret": {"Ref": "Secret"}})["Secret"]
    before, now = versions(container_cloud, arn)
    assert ask(now, "SELECT current_user") == "owner"
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        ask(before, "SELECT 1")
    container_cloud.client("secretsmanager").rotate_secret(SecretId=arn)
    first, second = versions(container_cloud, arn)
    assert (first["password"], second["host"]) == (now["password"], now["host"])
    assert ask(second, "SELECT 1") == 1


def test_another_users_login_is_rotated_by_itself(container_cloud: LocalCloud, stack: Stack) -> None:
    owner = secret(container_cloud, stack.up(instance(), {"Secret": {"Ref": "Secret"}})["Secret"])
    ask(owner, "CREATE ROLE app LOGIN PASSWORD 'before'")
    login = {**owner, "username": "app", "password": "before"}
    client = container_cloud.client("secretsmanager")
    arn = client.create_secret(Name=f"{stack.name}-app", SecretString=json.dumps(login))["ARN"]
    client.rotate_secret(SecretId=arn)
    assert ask(secret(container_cloud, arn), "SELECT current_user") == "app"
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        ask(login, "SELECT 1")


def test_the_endpoint_of_a_proxy_with_the_secrets_port_is_the_database(
    container_cloud: LocalCloud, stack: Stack
) -> None:
    resources = {
        **instance(),
        "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.8.0.0/16"}},
        **{
            name: {
                "Type": "AWS::EC2::Subnet",
                "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": f"10.8.{number}.0/24"},
            }
            for number, name in enumerate(("One", "Two"))
        },
        "Proxy": {
            "Type": "AWS::RDS::DBProxy",
            "Properties": {
                "DBProxyName": {"Fn::Sub": "${AWS::StackName}-proxy"},
                "EngineFamily": "POSTGRESQL",
                "RoleArn": "arn:aws:iam::000000000000:role/proxy",
                "Auth": [{"AuthScheme": "SECRETS", "IAMAuth": "DISABLED", "SecretArn": {"Ref": "Secret"}}],
                "VpcSubnetIds": [{"Ref": "One"}, {"Ref": "Two"}],
            },
        },
        "Targets": {
            "Type": "AWS::RDS::DBProxyTargetGroup",
            "Properties": {
                "DBProxyName": {"Ref": "Proxy"},
                "TargetGroupName": "default",
                "DBInstanceIdentifiers": [{"Ref": "Database"}],
                "ConnectionPoolConfigurationInfo": {"MaxConnectionsPercent": 50},
            },
        },
    }
    outputs = stack.up(
        resources,
        {"Secret": {"Ref": "Secret"}, "Host": {"Fn::GetAtt": "Proxy.Endpoint"}, "Name": {"Ref": "Proxy"}},
    )
    known = secret(container_cloud, outputs["Secret"]) | {"host": outputs["Host"]}
    assert ask(known, "SELECT 1") == 1
    targets = container_cloud.client("rds").describe_db_proxy_targets(DBProxyName=outputs["Name"])["Targets"]
    assert len(targets) == 1
