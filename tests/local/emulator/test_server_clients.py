"""Bundled servers are started by the process engine, everything else by Docker or Podman."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import docker.errors
import pytest

from stratiform.local.emulator.server_clients import Both, is_bundled


class Engine:
    """What docker-py's client would do, told by name."""

    def __init__(self, name: str, *known: str) -> None:
        self.name, self.known = name, known
        self.containers = SimpleNamespace(run=self.run, create=self.run, get=self.get)
        self.images = SimpleNamespace(pull=self.run, get=self.get)

    def run(self, image: str, **options: Any) -> str:
        return f"{image} by {self.name}"

    def get(self, name: str) -> str:
        if name not in self.known:
            raise docker.errors.NotFound(name)
        return f"{name} of {self.name}"


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("postgres:16-alpine", True),
        ("pgvector/pgvector:pg17", True),
        ("redis:7-alpine", True),
        ("valkey/valkey:8.1-alpine", True),
        ("mysql:8.0", False),
        ("memcached:1.6", False),
    ],
)
def test_what_is_bundled(image: str, expected: bool) -> None:
    assert is_bundled(image) is expected


def test_a_server_runs_where_it_is_bundled() -> None:
    both = Both(Engine("processes"), Engine("docker"))
    assert both.containers.run(image="postgres:16") == "postgres:16 by processes"
    assert both.containers.create("valkey/valkey:8.1") == "valkey/valkey:8.1 by processes"
    assert both.images.pull("mysql:8.0") == "mysql:8.0 by docker"


def test_a_container_is_found_in_either() -> None:
    both = Both(Engine("processes", "database"), Engine("docker", "other"))
    assert both.containers.get("database") == "database of processes"
    assert both.containers.get("other") == "other of docker"
    with pytest.raises(docker.errors.NotFound):
        both.containers.get("nothing")


def test_without_docker_there_are_the_servers_alone() -> None:
    both = Both(Engine("processes", "database"), None)
    assert both.containers.run("mysql:8.0") == "mysql:8.0 by processes"
    with pytest.raises(docker.errors.NotFound):
        both.containers.get("other")
