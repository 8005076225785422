"""A redis container is a Valkey: with and without TLS, a token, a volume, a cluster of one."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import Any

import psutil
import pytest
import valkey
import valkey.cluster

from stratiform.errors import ImageError
from stratiform.local.engine.images import valkey as images
from stratiform.local.engine.images.launch import Mount
from waiting import until

pytestmark = pytest.mark.local

TLS = "/ministack-elasticache-tls"
WRAPPER = ("sh", "-c", f'd={TLS}; while [ ! -e "$d/ready" ]; do sleep 0.1; done; exec "$@"', "wrapper")
ENCRYPTED = (
    *("--port", "0", "--tls-port", "6379", "--tls-cert-file", f"{TLS}/server.crt"),
    *(
        "--tls-key-file",
        f"{TLS}/server.key",
        "--tls-ca-cert-file",
        f"{TLS}/ca.crt",
        "--tls-auth-clients",
        "no",
    ),
)
CLI_TLS = ("redis-cli", "--tls", "--cacert", f"{TLS}/ca.crt", "-h", "127.0.0.1")


@pytest.fixture
def image(engine: Any, cache: Any) -> images.ValkeyImage:
    found = images.find("redis:7-alpine", engine.catalogue(cache))
    assert found
    return found


@contextlib.contextmanager
def client(container: Any, **values: Any) -> Iterator[Any]:
    made = valkey.Valkey(host="127.0.0.1", port=container.launch.ports[6379], **values)
    try:
        yield made
    finally:
        made.close()


def deliver(request: Any, authority: Any, announce: str = "") -> None:
    """What MiniStack puts into the container after it has started it."""
    folder = request.files / TLS.lstrip("/")
    folder.mkdir(parents=True)
    files = {"ca.crt": authority.ca, "server.crt": authority.certificate, "server.key": authority.key}
    for name, content in {**files, "announce": announce, "ready": ""}.items():
        (folder / name).write_text(content)


def test_it_stores_and_listens_on_this_machine_alone(engine: Any, image: Any, free_port: int) -> None:
    container = engine.start(image, engine.request("cache", published={6379: free_port}))
    with client(container) as cache:
        cache.set("key", "value")
        assert cache.get("key") == b"value"
    sockets = psutil.Process(container.process.pid).net_connections()
    assert {socket.laddr for socket in sockets if socket.status == "LISTEN"} == {("127.0.0.1", free_port)}


def test_a_token_is_required_and_in_no_argument(engine: Any, image: Any) -> None:
    token = 'a "token" \\ #1 é'
    command = ("--requirepass", token, "--masterauth", token)
    container = engine.start(image, engine.request("cache", command=command))
    with client(container) as cache, pytest.raises(valkey.AuthenticationError):
        cache.ping()
    with client(container, password=token) as cache:
        assert cache.ping()
    assert (
        "token" not in " ".join(psutil.Process(container.process.pid).cmdline()) + container.log.read_text()
    )
    assert (container.launch.cwd / "valkey.conf").stat().st_mode & 0o777 == 0o600


def test_a_volume_keeps_what_was_written_before_a_kill(engine: Any, image: Any) -> None:
    volume = engine.folder / "volume"
    volume.mkdir()
    values = {"mounts": (Mount("/data", volume),)}
    values["command"] = ("redis-server", "--appendonly", "yes", "--appendfsync", "always")
    first = engine.start(image, engine.request("one", **values))
    with client(first) as cache:
        cache.set("key", "value")
    first.kill()
    second = engine.start(image, engine.request("two", **values))
    with client(second) as cache:
        assert cache.get("key") == b"value"


def test_without_a_volume_nothing_is_written(engine: Any, image: Any) -> None:
    container = engine.start(image, engine.request("cache"))
    with client(container) as cache:
        cache.set("key", "value")
        assert cache.config_get("save") == {"save": ""}
    assert container.stop() == 0
    assert not list(container.launch.cwd.glob("*.rdb"))


def test_redis_cli_answers_as_in_the_official_image(engine: Any, image: Any) -> None:
    container = engine.start(image, engine.request("cache"))
    assert container.run("redis-cli", "-p", "6379", "PING").stdout == "PONG\n"
    assert container.run("sh", "-c", "redis-cli SET a 1 && redis-cli GET a").stdout == "OK\n1\n"
    assert container.run("redis-cli", "GET", "missing").stdout == "\n"
    assert container.run("redis-cli", "KEYS", "*").stdout == "a\n"
    assert container.run("redis-cli", "NONSENSE").stdout.startswith("ERR unknown command"), (
        "as redis-cli prints"
    )
    container.kill()
    failed = container.run("redis-cli", "PING")
    assert failed.returncode == 1
    assert "Could not connect to Redis at 127.0.0.1:6379" in failed.stderr


def test_tls_is_served_once_the_certificate_is_there(
    engine: Any, image: Any, authority: Any, tmp_path: Any
) -> None:
    command = (*ENCRYPTED, "--requirepass", "token", "--masterauth", "token")
    request = engine.request("cache", entrypoint=WRAPPER, command=command)
    container = engine.start(image, request)  # ready before the certificate: MiniStack sends it afterwards
    deliver(request, authority)
    (tmp_path / "ca.pem").write_text(authority.ca)
    verified = {"ssl": True, "ssl_ca_certs": str(tmp_path / "ca.pem"), "password": "token"}
    with client(container, **verified) as cache:
        cache.set("key", os.urandom(2_000_000))
        assert len(cache.get("key")) == 2_000_000
    with client(container, password="token", retry=None) as cache, pytest.raises(valkey.ConnectionError):
        cache.ping()
    assert container.run(*CLI_TLS, "-a", "token", "--no-auth-warning", "PING").stdout == "PONG\n"
    assert container.run("redis-cli", "-a", "token", "PING").returncode == 1, "the plain port is closed"


def test_a_serverless_cache_is_a_cluster_of_one_that_names_its_endpoint(
    engine: Any, image: Any, authority: Any, free_port: int, tmp_path: Any
) -> None:
    command = (*ENCRYPTED, "--protected-mode", "no", "--cluster-enabled", "yes", "--tls-cluster", "yes")
    values = {"entrypoint": WRAPPER, "command": command, "published": {6379: free_port}}
    request = engine.request("cache", **values)
    container = engine.start(image, request)
    named = "--cluster-announce-hostname localhost --cluster-preferred-endpoint-type hostname"
    deliver(request, authority, f"--cluster-announce-tls-port {free_port} {named}")
    until(lambda: "cluster_state:ok" in container.run(*CLI_TLS, "-p", "6379", "CLUSTER", "INFO").stdout)
    (tmp_path / "ca.pem").write_text(authority.ca)
    cluster = valkey.cluster.ValkeyCluster(
        host="localhost", port=free_port, ssl=True, ssl_ca_certs=str(tmp_path / "ca.pem")
    )
    cluster.set("key", "value")
    assert cluster.get("key") == b"value"
    cluster.close()
    first, last, endpoint, port = container.run(*CLI_TLS, "CLUSTER", "SLOTS").stdout.splitlines()[:4]
    assert (first, last, endpoint, port) == ("0", "16383", "localhost", str(free_port))


def test_the_server_that_runs_is_told(image: Any) -> None:
    assert image.notes == (
        f"Valkey {image.running} runs in place of Redis 7, which redis:7-alpine asks for.",
    )


@pytest.mark.parametrize("name", ["memcached:1", "example.com/redis:7", "redis/redis-stack:7"])
def test_another_image_is_left_to_others(engine: Any, cache: Any, name: str) -> None:
    assert images.find(name, engine.catalogue(cache)) is None


def test_a_command_that_is_no_server_is_an_error_with_a_fix(engine: Any, image: Any) -> None:
    with pytest.raises(ImageError, match="'sleep 5'") as caught:
        image.prepare(engine.request("cache", command=("sleep", "5")))
    assert "redis-server" in caught.value.fix
