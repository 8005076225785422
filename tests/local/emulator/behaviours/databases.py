"""Templates with a database and its secret, and logins as an application makes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2

from stratiform.local.emulator.process import Emulator

from ...conftest import WAIT, LocalCloud, client_of

SECRET: dict[str, Any] = {
    "Type": "AWS::SecretsManager::Secret",
    "Properties": {
        "GenerateSecretString": {
            "SecretStringTemplate": '{"username": "owner"}',
            "GenerateStringKey": "password",
            "ExcludeCharacters": '"@/\\ ',
        }
    },
}


def credential(key: str) -> dict[str, str]:
    return {"Fn::Sub": f"{{{{resolve:secretsmanager:${{Secret}}:SecretString:{key}}}}}"}


def instance(**properties: Any) -> dict[str, Any]:
    """Resource ``Database`` with ``Secret`` and what joins the two."""
    database = {
        "Engine": "postgres",
        "EngineVersion": "16.4",
        "DBInstanceClass": "db.t4g.micro",
        "AllocatedStorage": "20",
        "DBName": "orders",
        "MasterUsername": credential("username"),
        "MasterUserPassword": credential("password"),
        **properties,
    }
    return {
        "Secret": SECRET,
        "Database": {"Type": "AWS::RDS::DBInstance", "Properties": database},
        "Attached": attachment("AWS::RDS::DBInstance"),
    }


def attachment(type_: str) -> dict[str, Any]:
    properties = {"SecretId": {"Ref": "Secret"}, "TargetId": {"Ref": "Database"}, "TargetType": type_}
    return {"Type": "AWS::SecretsManager::SecretTargetAttachment", "Properties": properties}


def secret(cloud: LocalCloud, arn: str) -> dict[str, Any]:
    """What the secret says now."""
    text = cloud.client("secretsmanager").get_secret_value(SecretId=arn)["SecretString"]
    found: dict[str, Any] = json.loads(text)
    return found


@contextmanager
def login(known: dict[str, Any], **options: Any) -> Iterator[Any]:
    """A cursor of a session with what a secret says; every statement commits."""
    connection = psycopg2.connect(
        host=known["host"],
        port=known["port"],
        user=known["username"],
        password=known["password"],
        dbname=known.get("dbname", "postgres"),
        connect_timeout=30,
        **options,
    )
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def ask(known: dict[str, Any], statement: str, **options: Any) -> Any:
    """The first value that ``statement`` gives."""
    with login(known, **options) as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None


def created(emulator: Emulator, resources: dict[str, Any], outputs: dict[str, Any]) -> dict[str, str]:
    """The outputs of a stack made in an emulator of the test's own."""
    body = {"Resources": resources, "Outputs": {name: {"Value": value} for name, value in outputs.items()}}
    client = client_of(emulator, "cloudformation")
    client.create_stack(StackName="own", TemplateBody=json.dumps(body))
    client.get_waiter("stack_create_complete").wait(StackName="own", WaiterConfig=WAIT)
    found = client.describe_stacks(StackName="own")["Stacks"][0]["Outputs"]
    return {output["OutputKey"]: output["OutputValue"] for output in found}
