"""A task whose health check succeeded makes its deployment steady at once; only others are watched first."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs.tasks import ECS, Task

EXPLAIN = None


def install() -> None:
    """Let MiniStack's delay, in which a task may still crash, be for services without a load balancer."""
    delay = float(private.get(ECS, "_ECS_DEPLOYMENT_STEADY_DELAY"))
    private.replace(ECS, "_ECS_DEPLOYMENT_STEADY_DELAY", 0.0)
    private.wrap(ECS, "_schedule_service_deployment_completion", lambda original: _timed(original, delay))


def _timed(original: Callable[..., None], delay: float) -> Callable[..., None]:
    def schedule(
        cluster_name: str, svc_key: str, account_id: str, region: str, healthy_task: Task | None = None
    ) -> None:
        arguments: tuple[Any, ...] = (cluster_name, svc_key, account_id, region, healthy_task)
        service = private.get(ECS, "_services").get(svc_key)
        if service and service.get("loadBalancers"):
            original(*arguments)
            return
        timer = threading.Timer(delay, contextvars.copy_context().run, (original, *arguments))
        timer.daemon = True
        timer.start()

    return schedule
