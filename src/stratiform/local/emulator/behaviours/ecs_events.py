"""Each change of a task's state is an event on the default bus, as AWS sends it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs.tasks import ECS, Task
from stratiform.local.emulator.service_events import send

EXPLAIN = None
_CHANGES = ("_mark_task_pending", "_mark_task_running", "_mark_task_stopped")


def install() -> None:
    """Send an event where MiniStack changes the state."""
    for name in _CHANGES:
        private.wrap(ECS, name, _telling)


def _telling(original: Callable[..., bool]) -> Callable[..., bool]:
    def change(task_arn: str, task: Task, *rest: Any, **options: Any) -> bool:
        done = original(task_arn, task, *rest, **options)
        if done:
            as_it_is = json.loads(json.dumps(private.get(ECS, "_sanitize")(task), default=str))
            send("aws.ecs", "ECS Task State Change", as_it_is, task_arn)
        return done

    return change
