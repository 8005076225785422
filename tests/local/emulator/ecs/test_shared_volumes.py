"""What a volume of a task's definition is in Docker and Podman."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from stratiform.local.emulator.ecs import shared_volumes


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, Any]]:
    """Name -> options of every volume that is made in an engine."""
    found: dict[str, dict[str, Any]] = {}

    def create(name: str, **options: Any) -> SimpleNamespace:
        found[name] = options
        return SimpleNamespace(name=name)

    client = SimpleNamespace(volumes=SimpleNamespace(create=create))
    answers = {"_get_docker": lambda: client, "own_labels": lambda kind, **labels: {"kind": kind, **labels}}
    monkeypatch.setattr(shared_volumes.private, "get", lambda module, name: answers[name])
    host = SimpleNamespace(kind="docker")
    monkeypatch.setattr(shared_volumes.container_host, "of_the_emulator", lambda: host)
    return found


def test_a_volume_in_memory_is_one_without_a_size_which_podman_does_not_take(
    made: dict[str, dict[str, Any]],
) -> None:
    options = {"type": "tmpfs", "device": "tmpfs", "o": "nosuid,size=16m,uid=10001"}
    volume = {"name": "files", "dockerVolumeConfiguration": {"driver": "local", "driverOpts": options}}
    assert shared_volumes.source("task", volume) == "task-files"
    assert made["task-files"]["driver_opts"] == {**options, "o": "nosuid,uid=10001"}


@pytest.mark.parametrize("configuration", [None, {"driver": "local"}])
def test_any_other_volume_is_made_as_the_engine_makes_it(
    made: dict[str, dict[str, Any]], configuration: dict[str, Any] | None
) -> None:
    shared_volumes.source("task", {"name": "tmp", "dockerVolumeConfiguration": configuration})
    assert made["task-tmp"]["driver_opts"] == {}
    assert made["task-tmp"]["labels"] == {"kind": "ecs", "stratiform.task": "task"}
