"""A task has the credentials of its task role, from the endpoint its SDK asks, and IAM judges them."""

from __future__ import annotations

import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from stratiform.local import container_host
from stratiform.local.emulator import private
from stratiform.local.emulator.answer import Answer, json_answer
from stratiform.local.emulator.ecs.tasks import ECS

EXPLAIN = None

_PATH = "/v2/credentials/"
_URI, _TOKEN = "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN"
_KEY = "AWS_ACCESS_KEY_ID"
_SECONDS = 6 * 3600.0
_YEAR = 365 * 24 * 3600.0
_RENEW = 3600.0
_JSON = "application/json"


@dataclass(frozen=True)
class Role:
    """Whose credentials the holder of ``token`` gets; ``session`` names the task."""

    arn: str
    session: str
    token: str


_roles: dict[str, Role] = {}


def install() -> None:
    """Give each container of a task with a role its own endpoint, and serve it."""
    private.wrap(ECS, "_register_metadata", _registering)
    private.wrap("services.imds", "handle_request", _serving)


def _registering(original: Callable[..., str]) -> Callable[..., str]:
    # There the endpoint is neither on loopback nor at 169.254.170.2, and SDKs ask no other.
    in_containers = container_host.of_the_emulator().kind == "docker"

    def register(
        task_arn: str, cluster_arn: str, td: dict[str, Any], cdef: Any, launch: Any, env: Any, *rest: Any
    ) -> str:
        metadata = original(task_arn, cluster_arn, td, cdef, launch, env, *rest)
        role = td.get("taskRoleArn")
        if not role:
            # On AWS, too, a task without a role has no endpoint to ask.
            env.pop(_URI, None)
            env.pop(_TOKEN, None)
            return metadata
        identifier = env[_URI].rsplit("/", 1)[-1]
        found = Role(_arn(role), task_arn.rsplit("/", 1)[-1], env[_TOKEN])
        _roles[identifier] = found
        if in_containers and _KEY not in env:
            env.update(_variables(found))
        return metadata

    return register


def _variables(role: Role) -> dict[str, str]:
    made = session(role, seconds=_YEAR)
    return {
        _KEY: made["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": made["SecretAccessKey"],
        "AWS_SESSION_TOKEN": made["Token"],
    }


def _arn(role: str) -> str:
    if role.startswith("arn:"):
        return role
    return f"arn:aws:iam::{private.get('core.responses', 'get_account_id')()}:role/{role}"


def _serving(original: Callable[..., Awaitable[Answer]]) -> Callable[..., Awaitable[Answer]]:
    async def handle(method: str, path: str, headers: dict[str, str], body: Any, query_params: Any) -> Answer:
        if not path.startswith(_PATH):
            return await original(method, path, headers, body, query_params)
        role = _roles.get(path.removeprefix(_PATH).rstrip("/"))
        given = next((value for name, value in headers.items() if name.lower() == "authorization"), "")
        if role is None or not secrets.compare_digest(role.token, given):
            unknown = {"code": "InvalidIdInRequest", "message": "no task has these credentials"}
            return json_answer(404, unknown, type_=_JSON)
        return json_answer(200, session(role), type_=_JSON)

    return handle


def session(role: Role, *, seconds: float = _SECONDS) -> dict[str, str]:
    """A new session of the role, in the words of the container credentials endpoint."""
    account, name = role.arn.split(":")[4], role.arn.rsplit("/", 1)[-1]
    key = f"ASIA{secrets.token_hex(8).upper()}"
    secret, token = secrets.token_urlsafe(30), secrets.token_urlsafe(60)
    private.get("services.sts", "register_session")(
        key,
        {
            "Arn": f"arn:aws:sts::{account}:assumed-role/{name}/{role.session}",
            "UserId": f"{name}:{role.session}",
            "SecretAccessKey": secret,
            "SessionToken": token,
            "Expiration": time.time() + seconds + _RENEW,
        },
    )
    expires = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + seconds))
    return {
        "AccessKeyId": key,
        "SecretAccessKey": secret,
        "Token": token,
        "Expiration": expires,
        "RoleArn": role.arn,
    }
