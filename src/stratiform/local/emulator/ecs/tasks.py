"""A task and its service, as the emulator keeps them."""

from __future__ import annotations

from typing import Any

from stratiform.local.emulator import private
from stratiform.local.engine_errors import engine_errors

Task = dict[str, Any]
Service = dict[str, Any]

ECS = "services.ecs"
UNHEALTHY = "Task failed ELB health checks"
TASK_LABEL = "com.amazonaws.ecs.task-arn"


def task(arn: str) -> Task | None:
    """The task with this ARN, in the account and region of the current scope."""
    found: Task | None = private.get(ECS, "_tasks").get(arn)
    return found


def active(one: Task) -> bool:
    """Whether nobody asked the task to stop."""
    return bool(private.get(ECS, "_task_is_active")(one["taskArn"], one))


def service_of(one: Task) -> Service | None:
    """The service that runs the task, or None for a task of its own."""
    group = str(one.get("group", ""))
    cluster = private.get(ECS, "_cluster_name_from_arn")(one.get("clusterArn", ""))
    if not cluster or not group.startswith("service:"):
        return None
    found: Service | None = private.get(ECS, "_services").get(f"{cluster}/{group.split(':', 1)[1]}")
    return found


def address(one: Task) -> str | None:
    """The task's own address, known once its first container was started."""
    found: str | None = private.get(ECS, "_task_ip")(one)
    return found


def container(one: Task, client: Any, name: str) -> Any | None:
    """The Docker container that runs ``name`` of the task, or None while there is none."""
    names = [each["name"] for each in one.get("containers", [])]
    started = list(one.get("_docker_ids") or [])
    if name not in names or names.index(name) >= len(started):
        return None
    return client.containers.get(started[names.index(name)])


def last_words(one: Task, client: Any) -> str:
    """The end of what the containers that ended said, for a person to read."""
    said = []
    for index, identifier in enumerate(one.get("_docker_ids") or []):
        try:
            ended = client.containers.get(identifier)
            state = ended.attrs["State"]
            if ended.status != "exited":
                continue
            lines = ended.logs(tail=3).decode(errors="replace").strip().splitlines()
        except engine_errors():
            continue  # a container that is gone has nothing to say
        name = one["containers"][index]["name"] if index < len(one["containers"]) else identifier[:12]
        memory = " (out of memory)" if state.get("OOMKilled") else ""
        said.append(
            f"{name} exited with code {state['ExitCode']}{memory}: {' / '.join(lines) or 'no output'}"
        )
    return "; ".join(said)
