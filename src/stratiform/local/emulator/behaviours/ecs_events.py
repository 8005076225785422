"""Each change of a task's state is an event on the default bus, as AWS sends it."""

from __future__ import annotations

import contextvars
import json
import logging
import threading
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs.tasks import ECS, Task

EXPLAIN = None
_CHANGES = ("_mark_task_pending", "_mark_task_running", "_mark_task_stopped")
_log = logging.getLogger("ecs")


def install() -> None:
    """Send an event where MiniStack changes the state."""
    for name in _CHANGES:
        private.wrap(ECS, name, _telling)


def _telling(original: Callable[..., bool]) -> Callable[..., bool]:
    def change(task_arn: str, task: Task, *rest: Any, **options: Any) -> bool:
        done = original(task_arn, task, *rest, **options)
        if done:
            detail = json.dumps(private.get(ECS, "_sanitize")(task), default=str)
            # A rule's function or task may take long to start.
            scope = contextvars.copy_context()
            threading.Thread(target=scope.run, args=(_send, task_arn, detail), daemon=True).start()
        return done

    return change


def _send(task_arn: str, detail: str) -> None:
    entry = {
        "Source": "aws.ecs",
        "DetailType": "ECS Task State Change",
        "Detail": detail,
        "Resources": [task_arn],
    }
    try:
        private.get("services.eventbridge", "_put_events")({"Entries": [entry]}, allow_aws_source=True)
    except Exception:
        _log.exception("the event of %s could not be sent", task_arn)
