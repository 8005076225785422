"""RotateSecret of a database's login changes it in the database, where AWS's own rotation function would.

The CDK deploys that function from the Serverless Application Repository or lets Secrets Manager host it;
neither is here. A rotation function of the app's own runs as it is: see ``secret_rotation``.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.answer import Answer, json_answer
from stratiform.local.emulator.databases import cluster, instance
from stratiform.local.emulator.databases.server import HOST, RDS, Record, runs

EXPLAIN = (
    "AWS's rotation function is not here: rotating a PostgreSQL login changes it in the database at once, for"
    " one user, also where the schedule asks for two."
)
_SECRETS = "services.secretsmanager"

Operation = Callable[[dict[str, Any]], Answer]


def install() -> None:
    """After ``secret_rotation``, whose functions come first."""
    private.wrap(_SECRETS, "_rotate_secret", _rotating)


def _rotating(original: Operation) -> Operation:
    def rotate(data: dict[str, Any]) -> Answer:
        _, secret = private.get(_SECRETS, "_resolve")(data.get("SecretId"))
        login = _login(secret) if secret and not secret.get("DeletedDate") else None
        if secret is None or login is None or _has_function(data, secret):
            return original(data)
        record = _record(login)
        if record is None:
            return original(data)
        secret["RotationEnabled"] = True
        secret["RotationRules"] = data.get("RotationRules") or secret.get("RotationRules")
        version = ""
        if data.get("RotateImmediately", True):
            password = secrets.token_urlsafe(24)
            _change(record, login, password)
            value = json.dumps({**login, "password": password})
            put = private.get(_SECRETS, "_put_secret_value")
            version = json.loads(put({"SecretId": secret["ARN"], "SecretString": value})[2])["VersionId"]
        return json_answer(200, {"ARN": secret["ARN"], "Name": secret["Name"], "VersionId": version})

    return rotate


def _login(secret: dict[str, Any]) -> dict[str, Any] | None:
    current = (v for v in secret["Versions"].values() if "AWSCURRENT" in v.get("Stages", []))
    try:
        value = json.loads(next(current)["SecretString"])
    except (StopIteration, TypeError, ValueError):
        return None
    needed = {"host", "password", "port", "username"}
    return value if isinstance(value, dict) and needed <= value.keys() else None


def _has_function(data: dict[str, Any], secret: dict[str, Any]) -> bool:
    arn = data.get("RotationLambdaARN") or secret.get("RotationLambdaARN") or ""
    return arn.rsplit(":", 1)[-1] in private.get("services.lambda_svc", "_functions")


def _record(login: dict[str, Any]) -> Record | None:
    """The database that the login is of."""
    port = int(login["port"])
    candidates: list[tuple[int | None, Record]] = [
        *((made.get("_shared_host_port"), made) for made in private.get(RDS, "_clusters").values()),
        *((made.get("_HostPort"), made) for made in private.get(RDS, "_instances").values()),
    ]
    return next((made for known, made in candidates if known == port and runs(made)), None)


def _change(record: Record, login: dict[str, Any], password: str) -> None:
    if login["username"] != record["MasterUsername"]:
        _change_own(login, password)
    elif "DBInstanceIdentifier" in record:
        instance.change_password(record, password)
    else:
        cluster.change_password(record, password)


def _change_own(login: dict[str, Any], password: str) -> None:
    """A role changes its own password, as AWS's function for one user does."""
    import psycopg2
    from psycopg2 import sql

    connection = psycopg2.connect(
        host=HOST,
        port=login["port"],
        user=login["username"],
        password=login["password"],
        dbname=login.get("dbname", "postgres"),
    )
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            role = sql.Identifier(login["username"])
            cursor.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, sql.Literal(password)))
    finally:
        connection.close()
