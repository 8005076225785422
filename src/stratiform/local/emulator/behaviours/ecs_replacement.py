"""A service replaces a task that StopTask ended; MiniStack leaves it one short."""

from __future__ import annotations

import contextvars
import json
import threading
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs.tasks import ECS, service_of, task

EXPLAIN = None


def install() -> None:
    """Follow the API's operation, which the scheduler itself does not use."""
    actions = private.get(ECS, "_ACTION_MAP")
    actions["StopTask"] = _replacing(actions["StopTask"])


def _replacing(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def stop(data: Any) -> Any:
        answer = original(data)
        if answer[0] < 400:
            stopped = task(json.loads(answer[2])["task"]["taskArn"])
            service = service_of(stopped) if stopped else None
            if service is not None and service.get("status") == "ACTIVE":
                cluster = service["clusterArn"].rsplit("/", 1)[-1]
                scope = contextvars.copy_context()
                reconcile = private.get(ECS, "_reconcile_service_tasks")
                arguments = (reconcile, cluster, f"{cluster}/{service['serviceName']}")
                threading.Thread(target=scope.run, args=arguments, daemon=True).start()
        return answer

    return stop
