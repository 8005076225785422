"""The end of a container is told by the engine's events, where MiniStack asks ten times a second and task."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs.tasks import ECS, Task, active
from stratiform.local.engine_errors import engine_errors

EXPLAIN = None

_ENDS = ("die", "died")  # Docker's word and Podman's
_PAUSE = 0.2
_SETTLED_SECONDS = 30.0
_log = logging.getLogger("ecs")


@dataclass(frozen=True)
class _Watched:
    task: Task
    account: str
    region: str


_watched: dict[str, _Watched] = {}
_lock = threading.Lock()
_listening = False


def install() -> None:
    """Replace the polling by one listener for all tasks; say why a task ended before it has ended."""
    private.replace(ECS, "_watch_task_lifecycle", _watch)
    private.wrap(ECS, "_mark_task_stopped", _explaining)


def _explaining(original: Callable[..., bool]) -> Callable[..., bool]:
    """Whoever asks for a task may find its end before the watch does, and what ended is removed then."""

    def mark_stopped(
        task_arn: str, task: Task, reason: str, stop_code: str, exit_code: int | None = None
    ) -> bool:
        if stop_code == "EssentialContainerExited" and active(task):
            _explain_memory(task, private.get(ECS, "_get_docker")())
        return original(task_arn, task, reason, stop_code, exit_code)

    return mark_stopped


def _watch(task: Task, docker_client: Any, account_id: str, region: str) -> None:
    one = _Watched(task, account_id, region)
    with _lock:
        for identifier in task.get("_docker_ids") or ():
            _watched[identifier] = one
    _listen(docker_client)
    _check(one, docker_client)  # it may have ended before anybody listened
    group = task.get("group", "")
    cluster = private.get(ECS, "_cluster_name_from_arn")(task.get("clusterArn", ""))
    if cluster and group.startswith("service:"):
        private.get(ECS, "_schedule_service_deployment_completion")(
            cluster, f"{cluster}/{group.split(':', 1)[1]}", account_id, region, healthy_task=task
        )


def _listen(client: Any) -> None:
    global _listening
    with _lock:
        if _listening:
            return
        _listening = True
    ready = threading.Event()
    threading.Thread(target=_follow, args=(client, ready.set), daemon=True, name="ecs-events").start()
    ready.wait(5)


def _follow(client: Any, ready: Callable[[], None]) -> None:
    while True:
        try:
            events = client.events(decode=True, filters={"type": "container"})
            ready()
            with _lock:
                missed = list({id(one): one for one in _watched.values()}.values())
            for one in missed:
                _check(one, client)
            for event in events:
                _handle(event, client)
        except engine_errors() as error:
            _log.debug("the engine's events ended: %s", error)
        except Exception:
            _log.exception("the engine's events cannot be followed")
        time.sleep(_PAUSE)


def _handle(event: dict[str, Any], client: Any) -> None:
    identifier, action = event["Actor"]["ID"], event["Action"]
    with _lock:
        one = _watched.get(identifier)
    if one is None:
        return
    if action in _ENDS:
        # Its own thread: a replacement is started in it, and other tasks end meanwhile.
        threading.Thread(target=_end, args=(one, identifier, client), daemon=True).start()
    elif action.startswith("health_status"):
        health = action.rpartition(" ")[2] or event["Actor"]["Attributes"].get("health_status", "")
        threading.Thread(target=_judge, args=(one, identifier, health), daemon=True).start()


def _end(one: _Watched, identifier: str, client: Any) -> None:
    """Podman tells the end of a container before its state says so."""
    deadline = time.monotonic() + _SETTLED_SECONDS
    while time.monotonic() < deadline and _runs(identifier, client):
        time.sleep(_PAUSE)
    _check(one, client)


def _runs(identifier: str, client: Any) -> bool:
    try:
        return client.containers.get(identifier).status not in ("exited", "dead")
    except engine_errors():
        return False


def _check(one: _Watched, client: Any) -> None:
    with private.get("core.responses", "request_scope")(one.account, one.region):
        try:
            _explain_memory(one.task, client)
            private.get(ECS, "_maybe_mark_stopped")(one.task, client)
        except Exception:
            _log.exception("task %s could not be looked at", one.task["taskArn"])
        if not active(one.task):
            _forget(one)


def _explain_memory(task: Task, client: Any) -> None:
    for index, identifier in enumerate(list(task.get("_docker_ids") or ())):
        try:
            state = client.containers.get(identifier).attrs["State"]
        except engine_errors():
            continue  # it is gone, and so is its reason
        if state.get("OOMKilled") and index < len(task["containers"]):
            task["containers"][index]["reason"] = "OutOfMemoryError: Container killed due to memory usage"


def _judge(one: _Watched, identifier: str, health: str) -> None:
    task = one.task
    started = list(task.get("_docker_ids") or ())
    index = started.index(identifier) if identifier in started else len(task["containers"])
    if index >= len(task["containers"]):
        return
    task["containers"][index]["healthStatus"] = health.upper()
    known = [each["healthStatus"] for each in task["containers"] if each.get("healthStatus") != "UNKNOWN"]
    task["healthStatus"] = "UNHEALTHY" if "UNHEALTHY" in known else "HEALTHY"
    essential = task.get("_container_essentials") or []
    if health != "unhealthy" or (index < len(essential) and not essential[index]):
        return
    with private.get("core.responses", "request_scope")(one.account, one.region):
        name = task["containers"][index]["name"]
        stopped = private.get(ECS, "_mark_task_stopped")(
            task["taskArn"],
            task,
            f"Task failed container health checks ({name})",
            "ServiceSchedulerInitiated",
        )
        if stopped:
            private.get(ECS, "_cleanup_task_resources")(task, private.get(ECS, "_get_docker")())
            private.get(ECS, "_record_service_task_failure")(task)
    _forget(one)


def _forget(one: _Watched) -> None:
    with _lock:
        for identifier in [known for known, watched in _watched.items() if watched is one]:
            del _watched[identifier]
