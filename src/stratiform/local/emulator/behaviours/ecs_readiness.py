"""A task behind a load balancer is RUNNING, and so a target, only once its health check succeeds."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs import target_health, tasks
from stratiform.local.emulator.ecs.tasks import ECS, Service, Task
from stratiform.local.emulator.own_state import own_state
from stratiform.local.engine.address import folder_of

EXPLAIN = (
    "A task that fails the health check of its load balancer for 15 s, or for the service's grace period, is"
    " replaced before it is ever a target; AWS lets it run meanwhile."
)

_PAUSE = 0.05
_HEALTH_PAUSE = 0.25
_SECONDS = 60.0
_ELSEWHERE_SECONDS = 4.0
_UNHEALTHY_SECONDS = 15.0
_TIMEOUT = 1.0


def install() -> None:
    """Wait between the start of the containers and the state RUNNING."""
    private.wrap(ECS, "_mark_task_running", _gating)


def _gating(original: Callable[[str, Task], bool]) -> Callable[[str, Task], bool]:
    def mark_running(task_arn: str, task: Task) -> bool:
        service = tasks.service_of(task)
        ports = sorted({int(each["containerPort"]) for each in (service or {}).get("loadBalancers") or ()})
        if not ports:
            return original(task_arn, task)
        grace = float((service or {}).get("healthCheckGracePeriodSeconds") or 0)
        problem = _wait(task, ports, max(_SECONDS, grace))
        if problem is None and service is not None:
            problem = _wait_for_health(task, service, max(_UNHEALTHY_SECONDS, grace))
        if problem is None:
            return original(task_arn, task)
        if problem:
            private.get(ECS, "_mark_task_stopped")(task_arn, task, problem, "TaskFailedToStart")
        return False

    return mark_running


def _wait(task: Task, ports: list[int], patience: float) -> str | None:
    """None once every port accepts; else why the task failed, empty when it was stopped meanwhile."""
    client = private.get(ECS, "_get_docker")()
    began = looked = time.monotonic()
    waiting = list(ports)
    while tasks.active(task):
        waiting = [port for port in waiting if not _accepts(tasks.address(task), port)]
        if not waiting:
            return None
        now = time.monotonic()
        if now - looked > 0.25:
            looked = now
            if _essential_ended(task, client):
                return f"Essential container in task exited. {tasks.last_words(task, client)}"
        # In a task of several containers it may be another one that listens already.
        limit = _ELSEWHERE_SECONDS if len(task["containers"]) == 1 else patience
        listening = _listening(tasks.address(task)) if now - began > limit else []
        others = elsewhere(listening, ports)
        if others or now - began > patience:
            told = f"it listens on {', '.join(others)}" if others else "it listens on no port"
            return f"{tasks.UNHEALTHY}: nothing listens on port {waiting[0]} of the task, {told}"
        time.sleep(_PAUSE)
    return ""


def elsewhere(listening: Sequence[str], ports: Iterable[int]) -> list[str]:
    """Where a task listens instead. One that listens on a right port by now is only slow."""
    right = {str(port) for port in ports}
    return [] if right.intersection(listening) else list(listening)


def _wait_for_health(task: Task, service: Service, patience: float) -> str | None:
    """Like ``_wait``, from the moment when every port accepts."""
    client = private.get(ECS, "_get_docker")()
    deadline = time.monotonic() + patience
    while tasks.active(task):
        failed = target_health.problem(service, tasks.address(task))
        if failed is None:
            return None
        if _essential_ended(task, client):
            return f"Essential container in task exited. {tasks.last_words(task, client)}"
        if time.monotonic() > deadline:
            return f"{tasks.UNHEALTHY} for {patience:.0f} s. {failed}"
        time.sleep(_HEALTH_PAUSE)
    return ""


def _accepts(host: str | None, port: int) -> bool:
    if host is None:
        return False
    try:
        with socket.create_connection((host, port), timeout=_TIMEOUT):
            return True
    except OSError:
        return False


def _essential_ended(task: Task, client: Any) -> bool:
    essential = task.get("_container_essentials") or []
    for index, identifier in enumerate(list(task.get("_docker_ids") or ())):
        if index < len(essential) and not essential[index]:
            continue
        state = client.containers.get(identifier).attrs["State"]
        if state["Status"] == "exited":
            task["containers"][index]["exitCode"] = state["ExitCode"]
            return True
    return False


def _listening(host: str | None) -> list[str]:
    """The ports of the task that something has bound, as far as the process engine knows."""
    folder = folder_of(own_state())
    found = []
    for file in folder.glob(f"{host}_*"):
        port, _, local = file.name.removeprefix(f"{host}_").partition("_")
        if _accepts("127.0.0.1", int(file.read_text() or 0)):
            found.append(f"{port} of loopback only" if local else port)
    return sorted(found)
