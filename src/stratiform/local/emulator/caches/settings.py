"""What a cache is told after its start: its parameter group's values and the users who may log in."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.caches.records import ELASTICACHE, ENGINES, HOST, Record, containers, docker

_PORT = "6379"
_ADMIN = "stratiform"
_SLOTS = ("0", "16383")
_SECONDS = 15.0


def apply(record: Record) -> None:
    """Make the servers of ``record`` what its groups say."""
    if record.get("Engine") not in ENGINES:
        return
    for identifier in containers(record):
        container = docker().containers.get(identifier)
        for name, value in _parameters(record):
            _say(container, record, "CONFIG", "SET", name, value)
        users = list(_users(record))
        if users and "_admin" not in record:
            password = secrets.token_urlsafe(24)
            _say(container, record, "ACL", "SETUSER", _ADMIN, "on", f">{password}", "~*", "&*", "+@all")
            record["_admin"] = password
        for user in users:
            _say(container, record, "ACL", "SETUSER", user["UserName"], "reset", *_rules(user))


def join_slots(identifier: str, port: int, *, transit: bool, token: str | None) -> None:
    """Make one server a whole cluster, which tells clients the endpoint that they reach it by."""
    container = docker().containers.get(identifier)
    record: Record = {"TransitEncryptionEnabled": transit, "_auth_tokens": [token] if token else []}
    for name, value in (
        ("cluster-announce-hostname", HOST),
        ("cluster-preferred-endpoint-type", "hostname"),
        ("cluster-announce-port", str(port)),
    ):
        _say(container, record, "CONFIG", "SET", name, value)
    _say(container, record, "CLUSTER", "ADDSLOTSRANGE", *_SLOTS)
    deadline = time.monotonic() + _SECONDS
    while b"cluster_state:ok" not in _say(container, record, "CLUSTER", "INFO"):
        if time.monotonic() > deadline:
            raise RuntimeError("The cache did not become a cluster.")
        time.sleep(0.1)


def _parameters(record: Record) -> Iterator[tuple[str, str]]:
    group = record.get("CacheParameterGroupName") or (record.get("CacheParameterGroup") or {}).get(
        "CacheParameterGroupName"
    )
    for name, value in (private.get(ELASTICACHE, "_param_group_params").get(group) or {}).items():
        if value.get("Source") == "user":
            yield name, value["Value"]


def _users(record: Record) -> Iterator[Record]:
    for group in record.get("UserGroupIds") or []:
        for user in (private.get(ELASTICACHE, "_user_groups").get(group) or {}).get("UserIds", []):
            found = private.get(ELASTICACHE, "_users").get(user)
            if found:
                yield found


def _rules(user: Record) -> list[str]:
    passwords = user.get("_passwords") or []
    return [*(f">{password}" for password in passwords), *(() if passwords else ("nopass",)), *_access(user)]


def _access(user: Record) -> list[str]:
    return str(user["AccessString"]).split()


def _say(container: Any, record: Record, *words: str) -> bytes:
    """What redis-cli in the container prints. A refusal is an answer: not every parameter is the server's."""
    transit = bool(record.get("TransitEncryptionEnabled"))
    options = private.get(ELASTICACHE, "_node_cli_args")(transit, None)
    tokens = record.get("_auth_tokens") or []
    password = record.get("_admin") or (tokens[-1] if tokens else None)
    login = ["--user", _ADMIN] if "_admin" in record else []
    # Through the environment: an argument list is public.
    environment = {"REDISCLI_AUTH": password} if password else {}
    command = ["redis-cli", *options, *login, "-p", _PORT, *words]
    output: bytes = container.exec_run(command, environment=environment).output
    return output
