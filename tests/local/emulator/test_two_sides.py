"""Addresses of this machine are those of the side that reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stratiform.local.container_host import Choice, remember
from stratiform.local.emulator import two_sides
from stratiform.local.state import State


@pytest.fixture
def of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Choice], None]]:
    state = State.of(tmp_path)
    monkeypatch.setenv("STRATIFORM_STATE", str(state.folder))
    monkeypatch.setenv("GATEWAY_PORT", "4566")

    def choose(choice: Choice) -> None:
        remember(state, choice)
        two_sides._bridge.cache_clear()

    yield choose
    two_sides._bridge.cache_clear()


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "host.docker.internal"])
def test_a_container_has_the_local_cloud_at_the_bridge(of: Callable[[Choice], None], name: str) -> None:
    of(Choice("docker", "unix:///docker.sock", "10.88.0.1"))
    assert two_sides.for_containers(f"http://{name}:4566/queue") == "http://10.88.0.1:4566/queue"


@pytest.mark.parametrize("text", ["http://localhost:8080/", "localhost:4566", "postgres"])
def test_what_is_not_the_local_cloud_is_left(of: Callable[[Choice], None], text: str) -> None:
    of(Choice("docker", "unix:///docker.sock", "10.88.0.1"))
    assert two_sides.for_containers(text) == text


def test_a_bridge_without_an_address_has_its_name(of: Callable[[Choice], None]) -> None:
    of(Choice("docker", "unix:///docker.sock", "host.docker.internal"))
    assert two_sides.for_containers("http://127.0.0.1:4566") == "http://host.docker.internal:4566"


def test_a_process_has_a_database_at_localhost(of: Callable[[Choice], None]) -> None:
    of(Choice("docker", "unix:///docker.sock", "10.88.0.1"))
    assert two_sides.for_processes("http://10.88.0.1:4566/answer") == "http://localhost:4566/answer"


def test_without_containers_nothing_is_changed(of: Callable[[Choice], None]) -> None:
    of(Choice())
    assert two_sides.for_containers("http://127.0.0.1:4566") == "http://127.0.0.1:4566"
    assert two_sides.for_processes("10.88.0.1") == "10.88.0.1"
