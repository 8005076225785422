"""Run a command in a task of a service: found through ECS, run by the engine that runs the task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from stratiform.errors import NotRunning, WrongUse
from stratiform.local.deployment import Deployment
from stratiform.local.naming import named, not_found, shown
from stratiform.local.services import TYPE, ecs


@dataclass(frozen=True)
class Place:
    """Where a command runs. ``container`` is its name in the task definition, ``id`` the engine's."""

    service: str
    task: str
    container: str
    id: str


def place(
    name: str, deployment: Deployment, *, task: str | None = None, container: str | None = None
) -> Place:
    """A running container of the service that ``name`` means.

    ``task`` is the id of one of its tasks or how that begins, else the oldest. ``container`` is else what
    the load balancer asks, or the essential one that no other waits for.

    Raises WrongUse for a name that nothing has, NotRunning where no task of the service runs.
    """
    service = named(name, deployment.of_type(TYPE), "service")
    ask = partial(ecs, service, deployment.endpoint)
    cluster, service_name = service.physical_id.split("/")[-2:]
    arns = ask("ListTasks", {"cluster": cluster, "serviceName": service_name}).get("taskArns")
    described = ask("DescribeTasks", {"cluster": cluster, "tasks": arns}).get("tasks", []) if arns else []
    running = [one for one in described if one["lastStatus"] == "RUNNING"]
    if not running:
        raise NotRunning(
            f"No task of {shown(service)} runs.",
            where=shown(service),
            fix="See `strat status`, and `strat logs` for why the last one ended.",
        )
    chosen = _task(task, running)
    found = {one["name"]: one for one in chosen["containers"] if one.get("runtimeId")}
    wanted = container
    if wanted is None:
        (told,) = ask("DescribeServices", {"cluster": cluster, "services": [service_name]})["services"]
        balanced = [one["containerName"] for one in told.get("loadBalancers") or ()]
        definition = ask("DescribeTaskDefinition", {"taskDefinition": chosen["taskDefinitionArn"]})
        wanted = _main(definition["taskDefinition"]["containerDefinitions"], balanced)
    if wanted not in found:
        raise not_found(wanted, found, "container")
    return Place(shown(service), _id(chosen), wanted, found[wanted]["runtimeId"])


def _task(wanted: str | None, running: list[dict[str, Any]]) -> dict[str, Any]:
    if wanted is None:
        return min(running, key=lambda one: str(one.get("createdAt", "")))
    matching = [one for one in running if _id(one).startswith(wanted)]
    if len(matching) > 1:
        choice = ", ".join(map(_id, matching))
        raise WrongUse(f"{wanted!r} begins more than one task.", fix=f"Use one of: {choice}")
    if not matching:
        raise not_found(wanted, map(_id, running), "running task")
    return matching[0]


def _id(task: Mapping[str, Any]) -> str:
    return str(task["taskArn"]).rsplit("/", 1)[-1]


def _main(containers: list[dict[str, Any]], balanced: list[str]) -> str:
    """The container that a person means by the task: not a sidecar."""
    waited_for = {one["containerName"] for each in containers for one in each.get("dependsOn") or ()}
    essential = [str(each["name"]) for each in containers if each.get("essential", True)]
    return next(iter((*balanced, *(name for name in essential if name not in waited_for), *essential)))
