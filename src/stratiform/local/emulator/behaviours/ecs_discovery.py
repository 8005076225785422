"""A service's tasks are instances in Cloud Map, and their names resolve in tasks; Service Connect's too."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs import discovery, tasks
from stratiform.local.emulator.ecs.discovery import CLOUD_MAP
from stratiform.local.emulator.ecs.tasks import ECS, Service, Task

EXPLAIN = (
    "Names of Cloud Map, Service Connect and load balancers resolve in functions and tasks that run Python or"
    " Node. Containers of Docker or Podman have those of Cloud Map and Service Connect; an alias has the"
    " container's port there. Service Connect has no proxy: no retries, no metrics, and every task may use an"
    " alias."
)
_log = logging.getLogger("ecs")


def install() -> None:
    """Follow tasks, and keep the names as Cloud Map has them."""
    private.wrap(ECS, "_mark_task_running", _running)
    private.wrap(ECS, "_mark_task_stopped", _stopped)
    private.wrap(CLOUD_MAP, "_register_instance", _naming)
    private.wrap(CLOUD_MAP, "_deregister_instance", _naming)
    private.wrap(CLOUD_MAP, "load_persisted_state", _restoring)
    discovery.forget_names()


def _running(original: Callable[..., bool]) -> Callable[..., bool]:
    def mark(task_arn: str, task: Task) -> bool:
        done = original(task_arn, task)
        service = tasks.service_of(task)
        if done and service is not None:
            _tell(discovery.register, task, service)
        return done

    return mark


def _stopped(original: Callable[..., bool]) -> Callable[..., bool]:
    def mark(task_arn: str, task: Task, *rest: Any, **options: Any) -> bool:
        service = tasks.service_of(task)
        if service is not None and tasks.active(task):
            _tell(discovery.deregister, task, service)
        done = original(task_arn, task, *rest, **options)
        if done and service is not None:
            _publish(service)
        return done

    return mark


def _tell(change: Callable[[Task, Service], None], task: Task, service: Service) -> None:
    try:
        change(task, service)
        _publish(service)
    except Exception:
        _log.exception("the names of service %s could not be written", service.get("serviceName"))


def _publish(service: Service) -> None:
    group = f"service:{service['serviceName']}"
    running = [
        task
        for task in list(private.get(ECS, "_tasks").values())
        if task.get("group") == group
        and task.get("clusterArn") == service.get("clusterArn")
        and task.get("lastStatus") == "RUNNING"
    ]
    discovery.publish_aliases(service, running)


def _naming(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def change(data: Any) -> Any:
        answer = original(data)
        if answer[0] < 400:
            discovery.write_names(data["ServiceId"])
        return answer

    return change


def _restoring(original: Callable[[Any], None]) -> Callable[[Any], None]:
    """The tasks of the last run are gone, so their instances are; others are there again."""

    def load(data: Any) -> None:
        original(data)
        stored = private.get(CLOUD_MAP, "_instances")
        scope = private.get("core.responses", "request_scope")
        for (account, region, service), instances in list(stored.to_dict().items()):
            with scope(account, region):
                kept = {
                    name: each
                    for name, each in instances.items()
                    if "ECS_SERVICE_NAME" not in each.get("Attributes", {})
                }
                stored[service] = kept
                discovery.write_names(service)

    return load
