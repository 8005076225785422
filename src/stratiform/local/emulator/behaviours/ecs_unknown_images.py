"""A task runs without those of its containers that the process engine has no program for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs import unknown_images
from stratiform.local.emulator.ecs.tasks import ECS, Task

EXPLAIN = (
    "Without Docker or Podman a container runs where its image is built from the app, mapped in"
    " stratiform.toml, or PostgreSQL, Valkey or Redis. A task runs without its other containers; a service of"
    " which nothing can run has no tasks, and its stack goes on."
)


def install() -> None:
    """Leave such containers out before the first one starts."""
    private.wrap(ECS, "_run_task_worker", _leaving_out)


def _leaving_out(original: Callable[..., None]) -> Callable[..., None]:
    def run(task: Task, td: dict[str, Any], *rest: Any) -> None:
        definitions = td.get("containerDefinitions") or []
        missing = unknown_images.unknown(definitions)
        if unknown_images.none_runs(definitions, missing):
            why = f"CannotPullContainerError: {next(iter(missing.values()))}"
            private.get(ECS, "_mark_task_stopped")(task["taskArn"], task, why, "TaskFailedToStart")
            return
        if missing:
            td["containerDefinitions"] = unknown_images.without(definitions, missing)
            task["containers"] = [each for each in task["containers"] if each["name"] not in missing]
        original(task, td, *rest)

    return run
