"""A task that stops leaves its load balancers first, then has ``stopTimeout`` seconds to end."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.behaviours.ecs_run_options import STOP_TIMEOUT
from stratiform.local.emulator.ecs import hosts, shared_volumes, tasks
from stratiform.local.emulator.ecs.tasks import ECS, TASK_LABEL, Task
from stratiform.local.engine_errors import engine_errors

EXPLAIN = (
    "A task that stops has one second without new requests before its SIGTERM, not the deregistration delay."
)

_DRAIN_SECONDS = 1.0
_DEFAULT_SECONDS = 30


def install() -> None:
    """Let nobody wait for the end of a container, and let it end in its own time."""
    private.wrap(ECS, "_cleanup_task_resources", _behind)
    private.replace(ECS, "_remove_docker_container", _remove)


def _behind(original: Callable[..., None]) -> Callable[..., None]:
    def clean(task: Task, docker_client: Any, extra_container: Any = None) -> None:
        balanced = bool((tasks.service_of(task) or {}).get("loadBalancers")) and bool(task.get("startedAt"))
        account, region = task["taskArn"].split(":")[4], task["taskArn"].split(":")[3]

        def work() -> None:
            if docker_client is not None and balanced:
                time.sleep(_DRAIN_SECONDS)
            started = list(task.get("_docker_ids") or ())
            with private.get("core.responses", "request_scope")(account, region):
                original(task, docker_client, extra_container)
            # Without a client the task ended by itself. Then what ended is kept for its log, and the rest
            # would run on.
            client = docker_client or private.get(ECS, "_get_docker")()
            if client is not None:
                _forget(task["taskArn"].rsplit("/", 1)[-1], () if docker_client else started, client)

        threading.Thread(target=work, daemon=True, name="ecs-cleanup").start()

    return clean


def _forget(task_id: str, running: Iterable[str], client: Any) -> None:
    for identifier in running:
        with contextlib.suppress(*engine_errors()):
            _stop(client.containers.get(identifier))
    hosts.forget(task_id)
    shared_volumes.remove(task_id, client)


def _remove(docker_client: Any, container_or_id: Any) -> None:
    if not docker_client or container_or_id is None:
        return
    with contextlib.suppress(*engine_errors()):
        container = (
            docker_client.containers.get(container_or_id)
            if isinstance(container_or_id, str)
            else container_or_id
        )
        _stop(container)
        with contextlib.suppress(*engine_errors()):
            for borrower in _borrowers(docker_client, container):
                _remove(docker_client, borrower)
        container.remove(v=True, force=True)


def _stop(container: Any) -> None:
    seconds = int(container.labels.get(STOP_TIMEOUT, _DEFAULT_SECONDS))
    with contextlib.suppress(*engine_errors()):
        # The client gives up after its own timeout; the engine keeps its word meanwhile.
        container.stop(timeout=seconds)


def _borrowers(docker_client: Any, container: Any) -> list[Any]:
    """The containers that share the network of this one: Podman removes none that others need."""
    mine = {"label": f"{TASK_LABEL}={container.labels.get(TASK_LABEL)}"}
    others = docker_client.containers.list(all=True, filters=mine)
    network = f"container:{container.id}"
    return [each for each in others if each.attrs["HostConfig"]["NetworkMode"] == network]
