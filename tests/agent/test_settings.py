"""The variables of AWS's agents and extensions mean here what they mean there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stratiform.agent import settings
from stratiform.agent.appconfig.manifest import Wish
from stratiform.agent.appconfig.profile import Profile
from stratiform.agent.errors import AgentError
from stratiform.agent.roles import Role

FLAGS, LIMITS = Profile("shop", "prod", "flags"), Profile("shop", "prod", "limits")
QUEUE = "https://sqs.eu-west-1.amazonaws.com/111122223333/shared"
ROLE = "arn:aws:iam::111122223333:role/reader"


def read(**variables: str) -> settings.Settings:
    return settings.read({"AWS_REGION": "eu-west-1", "AWS_TOKEN": "t" * 40, **variables})


def test_without_any_variable_the_defaults_are_those_of_awss_agents() -> None:
    found = read()
    assert (found.configurations.address.port, found.secrets.address.port) == (2772, 2773)
    assert (found.configurations.interval, found.secrets.ttl, found.timeout) == (45, 300, 3)
    assert (found.secrets.size, found.secrets.connections, found.secrets.prefix) == (1000, 800, "/v1/")
    assert (found.log_level, found.log_file, found.proxy, found.topic) == ("info", None, None, None)
    assert found.holds
    assert found.configurations.waits


@pytest.mark.parametrize(
    ("name", "value", "where", "means"),
    [
        ("HTTP_PORT", "2999", "configurations.address.port", 2999),
        ("AWS_APPCONFIG_EXTENSION_HTTP_PORT", "2999", "configurations.address.port", 2999),
        ("LOG_LEVEL", "TRACE", "log_level", "trace"),
        ("LOG_PATH", "/var/log/agent.log", "log_file", Path("/var/log/agent.log")),
        ("POLL_INTERVAL", "5m", "configurations.interval", 300),
        ("POLL_INTERVAL", "90", "configurations.interval", 90),
        ("AWS_APPCONFIG_EXTENSION_POLL_INTERVAL_SECONDS", "60", "configurations.interval", 60),
        ("REQUEST_TIMEOUT", "2500", "timeout", 2.5),
        ("REQUEST_TIMEOUT", "5s", "timeout", 5),
        ("MAX_CONNECTIONS", "7", "most", 7),
        ("AWS_APPCONFIG_EXTENSION_MAX_CONNECTIONS", "7", "most", 7),
        ("PROXY_URL", "http://proxy:3128", "proxy", "http://proxy:3128"),
        ("PROXY_HEADERS", "A: 1, B: x:y", "proxy_headers", {"A": "1", "B": "x:y"}),
        ("PREFETCH_LIST", "shop:prod:flags,shop:prod:limits", "configurations.prefetch", (FLAGS, LIMITS)),
        (
            "AWS_APPCONFIG_EXTENSION_PREFETCH_LIST",
            "/applications/shop/environments/prod/configurations/flags",
            "configurations.prefetch",
            (FLAGS,),
        ),
        ("WAIT_ON_MANIFEST", "false", "configurations.waits", False),
        ("PRELOAD_BACKUP", "false", "configurations.preload", False),
        ("BEFORE_READY", "refuse", "holds", False),
        ("VALIDATE_CREDENTIALS", "true", "validates", True),
        ("SECRETS_MANAGER_TTL", "30", "secrets.ttl", 30),
        ("HTTP_HOST", "127.0.0.1", "configurations.address.host", "127.0.0.1"),
        ("ACCESS_TOKEN", "shown", "configurations.token", "shown"),
        ("BACKUP_DIRECTORY", "/backups", "configurations.backups", Path("/backups")),
        ("PRELOAD_BACKUPS", "false", "configurations.preload", False),
        ("LOCAL_DEVELOPMENT_DIRECTORY", "/flags", "configurations.development", Path("/flags")),
        ("ROLE_ARN", ROLE, "configurations.role", Role(ROLE, "AWSAppConfigAgentSession")),
        ("AWS_APPCONFIG_EXTENSION_ROLE_ARN", ROLE, "configurations.role.arn", ROLE),
        ("AWS_APPCONFIG_EXTENSION_MANIFEST", "shop:prod:flags", "configurations.manifest", {FLAGS: Wish()}),
        ("AWS_APPCONFIG_EXTENSION_WAIT_ON_MANIFEST", "false", "configurations.waits", False),
        ("SERVICE_REGION", "eu-north-1", "region", "eu-north-1"),
        ("SECRETS_TOKEN_HEADERS", "X-Own", "secrets.token_headers", ("X-Own",)),
        ("SECRETS_PATH_PREFIX", "/own/", "secrets.prefix", "/own/"),
        ("SECRETS_BODY", "extension", "secrets.dialect", "extension"),
        ("SSM_PARAMETER_STORE_TTL", "30", "secrets.parameter_ttl", 30),
        ("EVENTS_QUEUE_URL", QUEUE, "queue", QUEUE),
        ("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", "2999", "secrets.address.port", 2999),
        ("PARAMETERS_SECRETS_EXTENSION_CACHE_SIZE", "10", "secrets.size", 10),
    ],
)
def test_a_variable_means_what_it_means_to_awss_agents(
    name: str, value: str, where: str, means: object
) -> None:
    found: Any = read(**{name: value})
    for part in where.split("."):
        found = getattr(found, part)
    assert found == means


@pytest.mark.parametrize("form", ["names", "json", "file"])
def test_the_manifest_comes_in_three_forms(form: str, tmp_path: Path) -> None:
    text = "shop:prod:flags, shop:prod:limits"
    if form != "names":
        text = json.dumps({"shop:prod:flags": {"credentials": {"roleArn": ROLE}}, "shop:prod:limits": {}})
    if form == "file":
        (tmp_path / "manifest.json").write_text(text)
        text = f"file:{tmp_path / 'manifest.json'}"
    manifest = read(MANIFEST=text).configurations.manifest
    assert list(manifest) == [FLAGS, LIMITS]
    role = manifest[FLAGS].role
    assert (role.arn if role else None) == (None if form == "names" else ROLE)


def test_the_file_of_awss_agent_is_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(
        '[capabilities.secrets_manager]\nttl_seconds = 20\nmax_conn = 5\ncredentials_file_path = "/keys"\n'
        'validate_credentials = true\n[[capabilities.secrets_manager.prefetch.secrets]]\nsecret_id = "db"\n'
    )
    found = read(CONFIG=str(file))
    assert (found.secrets.ttl, found.secrets.connections, found.secrets.prefetch) == (20, 5, ("db",))
    assert (found.credentials, found.validates) == (Path("/keys"), True)


@pytest.mark.parametrize(
    "text", ['[prefetch]\nsecrets = ["db"]', "prefetch = 5", "[[prefetch.secrets]]\nid = 'db'"]
)
def test_a_prefetch_in_that_file_that_is_none_is_refused_by_its_name(tmp_path: Path, text: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(AgentError, match="whose prefetch is none"):
        read(CONFIG=str(file))


def test_no_error_tells_a_header_of_the_proxy() -> None:
    with pytest.raises(AgentError) as caught:
        read(PROXY_HEADERS="Proxy-Authorization hunter2")
    assert "PROXY_HEADERS" in str(caught.value)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("name", ["AWS_TOKEN", "AWS_SESSION_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN"])
def test_the_token_is_the_first_that_is_set_or_in_the_file_it_names(name: str, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{'f' * 40}\n")
    region = {"AWS_REGION": "eu-west-1"}
    assert settings.read({**region, name: "v" * 40}).secrets.token == "v" * 40
    assert settings.read({**region, name: f"file://{file}"}).secrets.token == "f" * 40
    both = {"AWS_TOKEN": "first", "AWS_SESSION_TOKEN": "second"}
    assert settings.read({**region, **both}).secrets.token == "first"
    with pytest.raises(AgentError, match="names a file"):
        settings.read({**region, name: "file:///missing/token"})
    with pytest.raises(AgentError, match="no token that callers must show"):
        settings.read(region)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRETS_TTL", "3601"),
        ("SECRETS_CACHE_SIZE", "1001"),
        ("SECRETS_MAX_CONNECTIONS", "0"),
        ("SECRETS_MAX_ROLES", "21"),
        ("HTTP_PORT", "65536"),
        ("POLL_INTERVAL", "often"),
        ("POLL_INTERVAL", "0"),
        ("POLL_INTERVAL", "2000h"),
        ("ROLE_ARN", "reader"),
        ("MANIFEST", "shop:prod"),
        ("MANIFEST", '{"a:b:c": {"writeTo": {"path": "relative"}}}'),
        ("MANIFEST", '{"a:b:c": {"writeTo": {"path": 5}}}'),
        ("MANIFEST", '{"a:b:c": {"writeTo": "/run/flags"}}'),
        ("MANIFEST", '{"a:b:c": {"credentials": ["role"]}}'),
        ("MANIFEST", '{"a:b:c": {"credentials": {"roleArn": 5}}}'),
        ("MANIFEST", '{"a:b:c": "d"}'),
        ("MANIFEST", '{"a:b:c": {}'),
        ("EVENTS_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/111122223333/shared.fifo"),
        ("EVENTS_QUEUE_URL", "shared"),
    ],
)
def test_what_is_out_of_bounds_is_refused_by_its_name(name: str, value: str) -> None:
    with pytest.raises(AgentError, match=name):
        read(**{name: value})


def test_other_addresses_are_listened_on_with_a_token_alone() -> None:
    with pytest.raises(AgentError, match="needs a token"):
        read(HTTP_HOST="all")
    assert read(HTTP_HOST="all", ACCESS_TOKEN="x" * 32).configurations.address.host == "0.0.0.0"


def test_the_manifest_names_a_role_its_duration_and_a_file() -> None:
    credentials = {
        "roleArn": ROLE,
        "roleExternalId": "e",
        "roleSessionName": "s",
        "credentialsDuration": "2h",
    }
    manifest = {"shop:prod:flags": {"credentials": credentials, "writeTo": {"path": "/run/flags"}}}
    found = read(MANIFEST=json.dumps(manifest)).configurations.manifest[FLAGS]
    assert found == Wish(Role(ROLE, "s", "e", 7200), Path("/run/flags"))
