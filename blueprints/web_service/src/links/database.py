"""Connections to PostgreSQL. libpq reads host, port, name and user from the variables PG*."""

import json
import os
from typing import Any

import boto3
from psycopg_pool import ConnectionPool


def connect() -> ConnectionPool:
    """A pool that opens its connections when they are needed."""
    return ConnectionPool(
        kwargs=credentials,
        min_size=1,
        max_size=10,
        timeout=5,  # seconds that a request waits for a connection
        max_lifetime=1800,
        check=ConnectionPool.check_connection,
        open=False,
    )


def credentials() -> dict[str, Any]:
    """What a new connection signs in with: the password as it is now, since AWS rotates it."""
    options = {"connect_timeout": 5}
    secret = os.environ.get("DATABASE_SECRET_ARN")
    if secret is None:
        return options
    value = boto3.client("secretsmanager").get_secret_value(SecretId=secret)["SecretString"]
    return options | {"password": json.loads(value)["password"], "sslmode": "require"}
