"""A cluster with EC2 capacity has one container instance: this machine."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from typing import Any

import psutil

from stratiform.local.emulator import private
from stratiform.local.emulator.answer import Answer, json_answer
from stratiform.local.emulator.api_resource import arn
from stratiform.local.emulator.ecs.tasks import ECS, Task

EXPLAIN = (
    "EC2 capacity of a cluster is one host, this machine, however many instances its auto scaling group asks"
    " for: no instance starts, no user data runs, and managed scaling scales nothing."
)
_FARGATE = ("FARGATE", "FARGATE_SPOT")
_SPACE = uuid.UUID("4e1f8a52-30e6-4d4b-8f0e-2f5c9a7b6d10")

Cluster = dict[str, Any]


def install() -> None:
    """Answer the two operations, count the host, and place EC2 tasks on it."""
    actions = private.get(ECS, "_ACTION_MAP")
    actions["ListContainerInstances"] = _list
    actions["DescribeContainerInstances"] = _describe
    private.wrap(ECS, "_cluster_view", _counting)
    private.wrap(ECS, "_mark_task_pending", _placing)


def _list(data: dict[str, Any]) -> Answer:
    cluster = _cluster(data)
    return json_answer(
        200, {"containerInstanceArns": [_host(cluster)] if cluster and _has_host(cluster) else []}
    )


def _describe(data: dict[str, Any]) -> Answer:
    cluster, wanted = _cluster(data), data.get("containerInstances") or []
    host = _host(cluster) if cluster and _has_host(cluster) else None
    found = [each for each in wanted if host and host.endswith(each.rsplit("/", 1)[-1])]
    missing = [{"arn": each, "reason": "MISSING"} for each in wanted if each not in found]
    described = [_described(cluster, host)] if cluster and host and found else []
    return json_answer(200, {"containerInstances": described, "failures": missing})


def _counting(original: Callable[[Cluster, Any], Cluster]) -> Callable[[Cluster, Any], Cluster]:
    def view(cluster: Cluster, include: Any) -> Cluster:
        made = original(cluster, include)
        return {**made, "registeredContainerInstancesCount": int(_has_host(cluster))}

    return view


def _placing(original: Callable[[str, Task], bool]) -> Callable[[str, Task], bool]:
    def mark(task_arn: str, task: Task) -> bool:
        cluster = private.get(ECS, "_clusters").get(task["clusterArn"].rsplit("/", 1)[-1])
        if cluster and task.get("launchType") == "EC2":
            task["containerInstanceArn"] = _host(cluster)
        return bool(original(task_arn, task))

    return mark


def _cluster(data: dict[str, Any]) -> Cluster | None:
    name = private.get(ECS, "_resolve_cluster_name")(data.get("cluster", "default"))
    found: Cluster | None = private.get(ECS, "_clusters").get(name)
    return found


def _has_host(cluster: Cluster) -> bool:
    return any(name not in _FARGATE for name in cluster.get("capacityProviders") or ())


def _host(cluster: Cluster) -> str:
    name = cluster["clusterName"]
    return arn("ecs", f"container-instance/{name}/{uuid.uuid5(_SPACE, cluster['clusterArn']).hex}")


def _described(cluster: Cluster, host: str) -> dict[str, Any]:
    tasks = [
        task
        for task in private.get(ECS, "_tasks").values()
        if task.get("clusterArn") == cluster["clusterArn"] and task.get("launchType") == "EC2"
    ]
    provider = next(name for name in cluster["capacityProviders"] if name not in _FARGATE)
    resources = [
        {"name": name, "type": "INTEGER", "integerValue": value}
        for name, value in (
            ("CPU", (os.cpu_count() or 1) * 1024),
            ("MEMORY", psutil.virtual_memory().total // 2**20),
        )
    ]
    return {
        "agentConnected": True,
        "capacityProviderName": provider,
        "containerInstanceArn": host,
        "ec2InstanceId": f"i-{host[-17:]}",
        "pendingTasksCount": sum(task["lastStatus"] == "PENDING" for task in tasks),
        "registeredResources": resources,
        "remainingResources": resources,
        "runningTasksCount": sum(task["lastStatus"] == "RUNNING" for task in tasks),
        "status": "ACTIVE",
    }
