"""The ECS services of a running system, and their tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stratiform.local.deployment import Deployment, Placed
from stratiform.local.naming import shown
from stratiform.local.root_request import ask

TYPE = "AWS::ECS::Service"
_API = "AmazonEC2ContainerServiceV20141113"


@dataclass(frozen=True)
class Task:
    """One task of a service. ``health`` is AWS's word; ``reason`` says why it stopped."""

    id: str
    status: str
    health: str
    address: str
    reason: str


@dataclass(frozen=True)
class Service:
    """One service as ECS tells it. ``rollout`` is the state of its newest deployment."""

    path: str
    name: str
    desired: int
    running: int
    rollout: str
    tasks: tuple[Task, ...]


def services(deployment: Deployment) -> tuple[Service, ...]:
    """Every service of the deployment; none where the local cloud does not answer."""
    found = (_service(placed, deployment.endpoint) for placed in deployment.of_type(TYPE))
    return tuple(service for service in found if service is not None)


def _service(placed: Placed, endpoint: str) -> Service | None:
    cluster, name = placed.physical_id.split("/")[-2:]
    where = {"cluster": cluster}
    told = ecs(placed, endpoint, "DescribeServices", {**where, "services": [name]}).get("services")
    if not told:
        return None
    tasks = [
        task
        for status in ("RUNNING", "STOPPED")
        for task in _tasks(placed, endpoint, {**where, "serviceName": name, "desiredStatus": status})
    ]
    (service,) = told
    return Service(
        path=shown(placed),
        name=name,
        desired=service["desiredCount"],
        running=service["runningCount"],
        rollout=next(
            (each.get("rolloutState", "") for each in service["deployments"] if each["status"] == "PRIMARY"),
            "",
        ),
        tasks=tuple(_task(task) for task in tasks),
    )


def _tasks(placed: Placed, endpoint: str, which: Mapping[str, Any]) -> list[dict[str, Any]]:
    arns = ecs(placed, endpoint, "ListTasks", which).get("taskArns")
    if not arns:
        return []
    wanted = {"cluster": which["cluster"], "tasks": arns}
    found: list[dict[str, Any]] = ecs(placed, endpoint, "DescribeTasks", wanted).get("tasks", [])
    return found


def _task(task: Mapping[str, Any]) -> Task:
    details = [each for attachment in task.get("attachments") or () for each in attachment.get("details", ())]
    address = next((each["value"] for each in details if each["name"] == "privateIPv4Address"), "")
    identifier = task["taskArn"].rsplit("/", 1)[-1]
    health, reason = task.get("healthStatus", "UNKNOWN"), task.get("stoppedReason", "")
    return Task(identifier, task["lastStatus"], health, address, reason)


def ecs(placed: Placed, endpoint: str, operation: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Call ``operation`` of ECS where ``placed`` is; empty where the local cloud does not answer."""
    return ask(endpoint, placed.target, "ecs", f"{_API}.{operation}", body, version="1.1")
