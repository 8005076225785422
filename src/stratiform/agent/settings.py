"""Everything the agent can be told: by the variables of AWS's agents and of their Lambda extensions.

Where several names stand for one setting, the first that is set counts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stratiform.agent import outputs
from stratiform.agent.appconfig import manifest
from stratiform.agent.appconfig.manifest import Wish
from stratiform.agent.appconfig.profile import Profile, listed
from stratiform.agent.durations import seconds
from stratiform.agent.errors import AgentError
from stratiform.agent.http import Address, require_token
from stratiform.agent.outputs import Outputs
from stratiform.agent.roles import Role, is_role
from stratiform.agent.variables import Variables, flag, headers, names, one_of, whole, within

_APPCONFIG = "AWS_APPCONFIG_EXTENSION"
_EXTENSION = "PARAMETERS_SECRETS_EXTENSION"
_SHORTEST, _LONGEST = 0.05, 86400.0  # seconds between polls; without any pause a failure is asked for at once
_TOKENS = "AWS_TOKEN AWS_SESSION_TOKEN AWS_CONTAINER_AUTHORIZATION_TOKEN"

# What AWS's own file says, flat or below [capabilities.secrets_manager], as the variables that mean the same.
_FILE_KEYS = {
    "http_port": "SECRETS_HTTP_PORT",
    "region": "SERVICE_REGION",
    "ttl_seconds": "SECRETS_TTL",
    "cache_size": "SECRETS_CACHE_SIZE",
    "path_prefix": "SECRETS_PATH_PREFIX",
    "max_conn": "SECRETS_MAX_CONNECTIONS",
    "max_roles": "SECRETS_MAX_ROLES",
    "ignore_transient_errors": "SECRETS_IGNORE_TRANSIENT_ERRORS",
    "log_level": "LOG_LEVEL",
    "ssrf_headers": "SECRETS_TOKEN_HEADERS",
    "ssrf_env_variables": "SECRETS_TOKEN_VARIABLES",
    "credentials_file_path": "CREDENTIALS_FILE",
    "validate_credentials": "VALIDATE_CREDENTIALS",
}


@dataclass(frozen=True)
class SecretSettings:
    """Port 2773. Times are in seconds; ``prefetch`` holds ids, ``prefetch_tags`` tag keys."""

    address: Address
    token: str = field(repr=False)
    ttl: float
    parameter_ttl: float
    longest: float
    size: int
    connections: int
    roles: int
    serves_stale: bool
    prefix: str
    dialect: str
    token_headers: tuple[str, ...]
    prefetch: tuple[str, ...]
    prefetch_tags: tuple[str, ...]


@dataclass(frozen=True)
class ConfigurationSettings:
    """Port 2772. ``interval`` is in seconds; ``development`` has files that stand for AppConfig."""

    address: Address
    token: str | None = field(repr=False)
    interval: float
    manifest: Mapping[Profile, Wish]
    prefetch: tuple[Profile, ...]
    waits: bool
    backups: Path | None
    preload: bool
    development: Path | None
    role: Role | None


@dataclass(frozen=True)
class Settings:
    """The whole agent. Events come from ``topic``, an ARN, to a queue of the task's own; or from ``queue``,
    the URL of one that is shared; where both are None, it polls only.

    ``most`` is how many connections each service gets, 0 for any number. ``holds`` is whether a request
    waits that comes before the agent is ready; else it is refused as the Lambda extension refuses it.
    """

    region: str
    log_level: str
    log_file: Path | None
    timeout: float
    most: int
    proxy: str | None
    proxy_headers: Mapping[str, str]
    credentials: Path | None
    validates: bool
    holds: bool
    topic: str | None
    queue: str | None
    secrets: SecretSettings
    configurations: ConfigurationSettings
    files: Outputs


def read(environment: Mapping[str, str]) -> Settings:
    """The settings in ``environment``, and in the file that CONFIG names. Raises AgentError."""
    given = Variables({**_from_file(environment.get("CONFIG", "")), **environment})
    region = given.read("SERVICE_REGION AWS_REGION AWS_DEFAULT_REGION", "", str)
    if not region:
        raise AgentError("The region is not known.", "Set SERVICE_REGION or AWS_REGION.")
    return Settings(
        region=region,
        log_level=given.read(
            "LOG_LEVEL", "info", one_of("trace", "debug", "info", "warn", "error", "fatal", "none")
        ),
        log_file=given.read("LOG_PATH", None, Path),
        timeout=given.read("REQUEST_TIMEOUT", 3.0, lambda text: seconds(text, "ms")),
        most=given.read(_either("MAX_CONNECTIONS"), 0, whole(0, 1000)),
        proxy=given.read("PROXY_URL", None, str),
        proxy_headers=_proxy_headers(given),
        credentials=given.read("CREDENTIALS_FILE AWS_SHARED_CREDENTIALS_FILE", None, Path),
        validates=given.read("VALIDATE_CREDENTIALS", False, flag),
        holds=given.read("BEFORE_READY", "hold", one_of("hold", "refuse")) == "hold",
        topic=given.read("EVENTS_TOPIC_ARN", None, _topic),
        queue=given.read("EVENTS_QUEUE_URL", None, _queue),
        secrets=_secrets(given),
        configurations=_configurations(given),
        files=outputs.read(given),
    )


def _proxy_headers(given: Variables) -> dict[str, str]:
    """They may hold a password, which no error may show."""
    try:
        return dict(headers(given.secret("PROXY_HEADERS") or ""))
    except ValueError as error:
        raise AgentError(f"PROXY_HEADERS are {error}.", "Correct the variable.") from None


def _configurations(given: Variables) -> ConfigurationSettings:
    address = Address(
        given.read(_either("HTTP_HOST"), "localhost", _host),
        given.read(_either("HTTP_PORT"), 2772, whole(0, 65535)),
    )
    token = given.secret("ACCESS_TOKEN")
    require_token(address, token)
    arn = given.read(_either("ROLE_ARN"), "", _role)
    session = given.read(_either("ROLE_SESSION_NAME"), "AWSAppConfigAgentSession", str)
    external = given.read(_either("ROLE_EXTERNAL_ID"), None, str)
    return ConfigurationSettings(
        address=address,
        token=token,
        interval=given.read(
            f"POLL_INTERVAL {_APPCONFIG}_POLL_INTERVAL_SECONDS", 45.0, within(_SHORTEST, _LONGEST, seconds)
        ),
        manifest=given.read(_either("MANIFEST"), {}, manifest.parse),
        prefetch=given.read(
            _either("PREFETCH_LIST"), (), lambda text: tuple(listed(name) for name in names(text))
        ),
        waits=given.read(_either("WAIT_ON_MANIFEST"), True, flag),
        backups=given.read("BACKUP_DIRECTORY", None, Path),
        preload=given.read("PRELOAD_BACKUPS PRELOAD_BACKUP", True, flag),
        development=given.read("LOCAL_DEVELOPMENT_DIRECTORY", None, Path),
        role=Role(arn, session, external) if arn else None,
    )


def _either(name: str) -> str:
    """A variable's name in a container, and in the Lambda extension."""
    return f"{name} {_APPCONFIG}_{name}"


def _host(text: str) -> str:
    return "0.0.0.0" if text == "all" else text  # noqa: S104


def _role(text: str) -> str:
    if not is_role(text):
        raise ValueError("not the ARN of a role")
    return text


def _secrets(given: Variables) -> SecretSettings:
    address = Address(
        given.read("SECRETS_HTTP_HOST", "localhost", str),
        given.read(f"SECRETS_HTTP_PORT {_EXTENSION}_HTTP_PORT", 2773, whole(0, 65535)),
    )
    token = given.secret(" ".join(given.read("SECRETS_TOKEN_VARIABLES", tuple(_TOKENS.split()), names)))
    if token is None:
        raise AgentError(
            "There is no token that callers must show.",
            "Set AWS_TOKEN to one, or to file:///path of a file with one.",
        )
    require_token(address, token)
    ttl = within(0, 3600, seconds)
    return SecretSettings(
        address=address,
        token=token,
        ttl=given.read("SECRETS_TTL SECRETS_MANAGER_TTL", 300.0, ttl),
        parameter_ttl=given.read("SSM_PARAMETER_STORE_TTL", 300.0, ttl),
        longest=given.read("MAX_STALE", float("inf"), seconds),
        size=given.read(f"SECRETS_CACHE_SIZE {_EXTENSION}_CACHE_SIZE", 1000, whole(1, 1000)),
        connections=given.read("SECRETS_MAX_CONNECTIONS", 800, whole(1, 1000)),
        roles=given.read("SECRETS_MAX_ROLES", 20, whole(1, 20)),
        serves_stale=given.read("SECRETS_IGNORE_TRANSIENT_ERRORS", True, flag),
        prefix=given.read("SECRETS_PATH_PREFIX", "/v1/", _prefix),
        dialect=given.read("SECRETS_BODY", "agent", one_of("agent", "extension")),
        token_headers=given.read(
            "SECRETS_TOKEN_HEADERS", ("X-Aws-Parameters-Secrets-Token", "X-Vault-Token"), names
        ),
        prefetch=given.read("SECRETS_PREFETCH", (), names),
        prefetch_tags=given.read("SECRETS_PREFETCH_TAGS", (), names),
    )


def _topic(text: str) -> str:
    if not re.fullmatch(r"arn:[\w-]+:sns:[\w-]+:\d{12}:[\w.-]+", text):
        raise ValueError("not the ARN of an SNS topic")
    return text


def _queue(text: str) -> str:
    if not re.fullmatch(r"https?://[^/\s]+(/[^/\s]+)*/\d{12}/[\w-]{1,80}", text):
        raise ValueError("not the URL of an SQS queue that is no FIFO queue")
    return text


def _prefix(text: str) -> str:
    if not (text.startswith("/") and text.endswith("/")):
        raise ValueError("it must begin and end with a slash")
    return text


def _from_file(path: str) -> dict[str, str]:
    """The settings of a file as AWS Secrets Manager Agent reads it."""
    if not path:
        return {}
    try:
        document = tomllib.loads(Path(path).read_text())
    except (OSError, ValueError) as error:
        raise AgentError(f"CONFIG names {path}: {error}.", "Correct the file or its name.") from None
    flat: dict[str, Any] = {**document, **document.get("capabilities", {}).get("secrets_manager", {})}
    found = {variable: _text(flat[key]) for key, variable in _FILE_KEYS.items() if key in flat}
    prefetch = flat.get("prefetch") or {}
    try:
        found["SECRETS_PREFETCH"] = ",".join(each["secret_id"] for each in prefetch.get("secrets", ()))
        found["SECRETS_PREFETCH_TAGS"] = ",".join(each["key"] for each in prefetch.get("filter_tags", ()))
    except (AttributeError, KeyError, TypeError):
        raise AgentError(
            f"CONFIG names {path}, whose prefetch is none.",
            "Write secrets as tables with secret_id, and filter_tags as tables with key.",
        ) from None
    return found


def _text(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
