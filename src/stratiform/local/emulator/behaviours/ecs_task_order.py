"""``dependsOn``: the containers of a task start in order, each when what it waits for has come true."""

from __future__ import annotations

import graphlib
import time
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs import health_checks, tasks
from stratiform.local.emulator.ecs.tasks import ECS, TASK_LABEL, Task

EXPLAIN = None

_PAUSE = 0.1
_MOST_SECONDS = 600.0


def install() -> None:
    """Sort the containers of each task, and wait before each start."""
    private.wrap(ECS, "_run_task_worker", _sorting)
    private.wrap(ECS, "_run_docker_container", _waiting)


def _sorting(original: Callable[..., None]) -> Callable[..., None]:
    def run(task: Task, td: dict[str, Any], *rest: Any) -> None:
        names = order(td.get("containerDefinitions") or [])
        by_name = {each["name"]: each for each in td.get("containerDefinitions") or []}
        td["containerDefinitions"] = [by_name[name] for name in names]
        task["containers"].sort(key=lambda each: names.index(each["name"]))
        task["_container_essentials"] = [bool(by_name[name].get("essential", True)) for name in names]
        original(task, td, *rest)

    return run


def order(definitions: list[dict[str, Any]]) -> list[str]:
    """The names of the containers, each after those it depends on; otherwise as they are written."""
    written = [definition["name"] for definition in definitions]
    sorter: graphlib.TopologicalSorter[str] = graphlib.TopologicalSorter()
    for definition in definitions:
        needed = [each["containerName"] for each in definition.get("dependsOn") or ()]
        sorter.add(definition["name"], *(name for name in needed if name in written))
    try:
        sorter.prepare()
    except graphlib.CycleError:
        return written
    found: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=written.index)
        found += ready
        sorter.done(*ready)
    return found


def _waiting(original: Callable[..., Any]) -> Callable[..., Any]:
    def run(docker_client: Any, cdef: dict[str, Any], run_kwargs: dict[str, Any], **options: Any) -> Any:
        task = tasks.task(run_kwargs["labels"].get(TASK_LABEL, ""))
        for dependency in cdef.get("dependsOn") or ():
            if task is not None:
                _wait(task, docker_client, cdef["name"], dependency)
        return original(docker_client, cdef, run_kwargs, **options)

    return run


def _wait(task: Task, client: Any, waiting: str, dependency: dict[str, Any]) -> None:
    name, condition = dependency["containerName"], dependency.get("condition", "START")
    deadline = time.monotonic() + float(dependency.get("startTimeout") or _MOST_SECONDS)
    while tasks.active(task):
        container = tasks.container(task, client, name)
        if container is not None and _is_true(container, condition):
            return
        ended = container is not None and container.status == "exited"
        if ended or time.monotonic() > deadline:
            said = tasks.last_words(task, client)
            raise RuntimeError(f"{waiting} waits for {name} to be {condition}, which did not happen. {said}")
        time.sleep(_PAUSE)


def _is_true(container: Any, condition: str) -> bool:
    state = container.attrs["State"]
    if condition == "COMPLETE":
        return bool(container.status == "exited")
    if condition == "SUCCESS":
        return bool(container.status == "exited" and state["ExitCode"] == 0)
    if condition == "HEALTHY":
        if health_checks.are_ours(container):
            return health_checks.passes(container)
        return bool((state.get("Health") or {}).get("Status") == "healthy")
    return True
