"""Connections to PostgreSQL whose password changes. libpq reads host, port, name and user from PG*."""

import json
from typing import Any

from psycopg import OperationalError
from psycopg_pool import ConnectionPool

from live import agent


def connect() -> ConnectionPool:
    """A pool; each new connection signs in with the password as it is then."""
    return ConnectionPool(
        kwargs=credentials,
        min_size=1,
        max_size=5,
        timeout=5,
        check=ConnectionPool.check_connection,
        open=False,
    )


def credentials() -> dict[str, Any]:
    """What a new connection signs in with."""
    return {"connect_timeout": 5, "sslmode": "require", "password": _password(agent.secret())}


def answers(pool: ConnectionPool) -> bool:
    """Whether the database does."""
    try:
        with pool.connection() as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except OperationalError:
        return False


def _password(secret: dict[str, Any]) -> str:
    password: str = json.loads(secret["SecretString"])["password"]
    return password
