"""Containers of one task share an address and localhost in Docker and Podman too, and know other services.

The process engine does so by itself. Elsewhere the first container that runs lends its network to the others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local import container_host
from stratiform.local.emulator import private
from stratiform.local.emulator.ecs import discovery, hosts, tasks
from stratiform.local.emulator.ecs.tasks import ECS, TASK_LABEL, Task
from stratiform.local.engine_errors import engine_errors

EXPLAIN = None

_OF_THE_LENDER = ("domainname", "extra_hosts", "hostname", "network", "ports")


def install() -> None:
    """Nothing for the process engine."""
    if container_host.of_the_emulator().kind == "docker":
        private.wrap(ECS, "_run_docker_container", _sharing)


def _sharing(original: Callable[..., Any]) -> Callable[..., Any]:
    def run(docker_client: Any, cdef: dict[str, Any], run_kwargs: dict[str, Any], **options: Any) -> Any:
        task = tasks.task(run_kwargs["labels"].get(TASK_LABEL, ""))
        if task is not None and task.get("_network_mode") != "host":
            run_kwargs = _with_names(run_kwargs, task["taskArn"].rsplit("/", 1)[-1])
        if task is not None and task.get("_network_mode") == "awsvpc":
            lender = _lender(task, docker_client)
            if lender is None:
                run_kwargs = {**run_kwargs, "ports": _ports(task, run_kwargs.get("ports") or {})}
            else:
                kept = {name: value for name, value in run_kwargs.items() if name not in _OF_THE_LENDER}
                run_kwargs = {**kept, "network_mode": f"container:{lender}"}
        return original(docker_client, cdef, run_kwargs, **options)

    return run


def _with_names(run_kwargs: dict[str, Any], task_id: str) -> dict[str, Any]:
    bind = f"{hosts.of_task(task_id, discovery.names)}:/etc/hosts:ro"
    volumes = [*(run_kwargs.get("volumes") or ()), bind]
    return {**run_kwargs, "hostname": hosts.hostname(task_id), "volumes": volumes}


def _lender(task: Task, client: Any) -> str | None:
    """The first container of the task that runs; None where each before this one has ended."""
    for identifier in list(task.get("_docker_ids") or ()):
        try:
            if client.containers.get(identifier).status == "running":
                return str(identifier)
        except engine_errors():
            continue
    return None


def _ports(task: Task, own: dict[str, Any]) -> dict[str, Any]:
    """The ports of every container of the task: who joins a network can publish none."""
    definition = private.get(ECS, "_task_defs").get(task["taskDefinitionArn"].rsplit("/", 1)[-1]) or {}
    others = {
        f"{mapping['containerPort']}/{mapping.get('protocol') or 'tcp'}": ("127.0.0.1", None)
        for container in definition.get("containerDefinitions") or ()
        for mapping in container.get("portMappings") or ()
    }
    return {**others, **own}
