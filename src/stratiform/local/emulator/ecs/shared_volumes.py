"""What the containers of one task share: a folder of this machine; in Docker and Podman a volume of theirs.

A new volume takes owner and mode of what the image has in its place, as on Fargate, so that a user who is
not root may write to it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path
from typing import Any

from stratiform.local import container_host
from stratiform.local.emulator import private
from stratiform.local.emulator.ecs.tasks import ECS

_TASK = "stratiform.task"


def source(task_id: str, name: str) -> str:
    """Where the volume called ``name`` of the task is: a path, or the name of a volume."""
    if container_host.of_the_emulator().kind == "docker":
        labels = private.get("core.container_reaper", "own_labels")("ecs", **{_TASK: task_id})
        volume = private.get(ECS, "_get_docker")().volumes.create(f"{task_id}-{name}", labels=labels)
        return str(volume.name)
    folder = _folder(task_id) / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return str(folder)


def remove(task_id: str, client: Any) -> None:
    """Forget them once the task has stopped. A container that is kept for its log keeps its volume."""
    from docker.errors import DockerException

    shutil.rmtree(_folder(task_id), ignore_errors=True)
    if container_host.of_the_emulator().kind == "docker":
        for volume in client.volumes.list(filters={"label": f"{_TASK}={task_id}"}):
            with contextlib.suppress(DockerException):
                volume.remove()


def _folder(task_id: str) -> Path:
    return Path(os.environ["STRATIFORM_STATE"], "tmp", "tasks", task_id)
