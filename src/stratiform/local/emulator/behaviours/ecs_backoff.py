"""A service whose tasks keep failing starts them ever more slowly, as AWS does; MiniStack never waits."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs import failures, tasks
from stratiform.local.emulator.ecs.tasks import ECS, Task

EXPLAIN = None

_FAILED = ("EssentialContainerExited", "TaskFailedToStart", "ServiceSchedulerInitiated")
_PAUSE = 0.2


def install() -> None:
    """Count failures where tasks stop, and wait where they start."""
    private.wrap(ECS, "_mark_task_stopped", _counting)
    private.wrap(ECS, "_run_task_worker", _delaying)


def _counting(original: Callable[..., bool]) -> Callable[..., bool]:
    def mark_stopped(
        task_arn: str, task: Task, reason: str, stop_code: str, exit_code: int | None = None
    ) -> bool:
        deployment, reason = task.get("_deployment_id"), failures.plain(reason)
        if deployment and stop_code in _FAILED and tasks.active(task):
            if stop_code == "EssentialContainerExited":
                said = tasks.last_words(task, private.get(ECS, "_get_docker")())
                reason = f"{reason}: {said}" if said else reason
            failures.failed(
                deployment,
                reason,
                task.get("_worker_started", time.time()),
                conclusive=reason.startswith(tasks.UNHEALTHY),
            )
        return original(task_arn, task, reason, stop_code, exit_code)

    return mark_stopped


def _delaying(original: Callable[..., None]) -> Callable[..., None]:
    def run(task: Task, *rest: Any) -> None:
        deployment = task.get("_deployment_id")
        until = time.monotonic() + (failures.delay(deployment) if deployment else 0.0)
        while (left := until - time.monotonic()) > 0:
            if not tasks.active(task):
                return
            time.sleep(min(left, _PAUSE))
        task["_worker_started"] = time.time()
        original(task, *rest)

    return run
