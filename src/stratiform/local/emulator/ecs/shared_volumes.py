"""What the containers of one task share: a folder of this machine; in Docker and Podman a volume of theirs.

A new volume takes owner and mode of what the image has in its place, as on Fargate, so that a user who is
not root may write to it. A Docker volume of the kind tmpfs is a folder of this machine's shared memory.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stratiform.local import container_host, shared_memory
from stratiform.local.emulator import private
from stratiform.local.emulator.ecs.tasks import ECS
from stratiform.local.emulator.own_state import own_state
from stratiform.local.engine_errors import engine_errors

_TASK = "stratiform.task"


def source(task_id: str, volume: Mapping[str, Any]) -> str:
    """Where ``volume`` of the task's definition is: a path, or the name of a volume."""
    name, options = volume["name"], (volume.get("dockerVolumeConfiguration") or {}).get("driverOpts") or {}
    if container_host.of_the_emulator().kind == "docker":
        labels = private.get("core.container_reaper", "own_labels")("ecs", **{_TASK: task_id})
        volumes = private.get(ECS, "_get_docker")().volumes
        return str(volumes.create(f"{task_id}-{name}", driver_opts=_unlimited(options), labels=labels).name)
    memory = shared_memory.made(_state(), f"{task_id}/{name}") if options.get("type") == "tmpfs" else None
    folder = memory or _folder(task_id) / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return str(folder)


def _unlimited(options: Mapping[str, str]) -> dict[str, str]:
    """Without a size, which Podman has of disks with quotas only."""
    words = [word for word in options.get("o", "").split(",") if word and not word.startswith("size=")]
    return {**options, "o": ",".join(words)} if words else {k: v for k, v in options.items() if k != "o"}


def remove(task_id: str, client: Any) -> None:
    """Forget them once the task has stopped. A container that is kept for its log keeps its volume."""
    shutil.rmtree(_folder(task_id), ignore_errors=True)
    shared_memory.remove(_state(), task_id)
    if container_host.of_the_emulator().kind == "docker":
        with contextlib.suppress(*engine_errors()):
            for volume in client.volumes.list(filters={"label": f"{_TASK}={task_id}"}):
                with contextlib.suppress(*engine_errors()):
                    volume.remove()


def _folder(task_id: str) -> Path:
    return _state() / "tmp" / "tasks" / task_id


def _state() -> Path:
    return own_state().folder
