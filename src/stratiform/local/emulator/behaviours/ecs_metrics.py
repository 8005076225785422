"""AWS/ECS metrics: how much of its CPU and memory each service uses, measured in real containers."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs.tasks import ECS, Task, active
from stratiform.local.emulator.periodic import every
from stratiform.local.engine_errors import engine_errors

EXPLAIN = "CPU and memory of ECS services are sampled every 5 s, so that scaling and alarms react at once."
SECONDS = 5.0
_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Sample:
    """What the containers of one task used: CPU in seconds since they began, memory in bytes."""

    at: float
    cpu: float
    memory: float


_last: dict[str, Sample] = {}


def shares(before: Sample, after: Sample, *, cpu_units: float, memory_mib: float) -> tuple[float, float]:
    """CPU and memory in percent of what the task reserved; 1,024 CPU units are one vCPU."""
    seconds = max(after.at - before.at, 1e-6)
    cpu = (after.cpu - before.cpu) / seconds / (cpu_units / 1024) * 100
    return max(cpu, 0.0), after.memory / (memory_mib * _MEBIBYTE) * 100


def measure(client: Any, now: float) -> None:
    """Sample every running task of a service and record the averages of each service."""
    scope = private.get("core.responses", "request_scope")
    found: dict[tuple[str, str, str, str], list[tuple[float, float]]] = defaultdict(list)
    living = set()
    for (account, region, arn), task in list(private.get(ECS, "_tasks").to_dict().items()):
        group = str(task.get("group", ""))
        with scope(account, region):
            if not group.startswith("service:") or not active(task) or task.get("lastStatus") != "RUNNING":
                continue
            living.add(arn)
            after = _sample(client, task, now)
            before = _last.get(arn)
            if after is not None:
                _last[arn] = after
            if after is None or before is None:
                continue
            cluster = private.get(ECS, "_cluster_name_from_arn")(task["clusterArn"])
            used = shares(before, after, cpu_units=_cpu(task), memory_mib=_memory(task))
            found[(account, region, cluster, group.removeprefix("service:"))].append(used)
    for gone in _last.keys() - living:
        del _last[gone]
    record = private.get("services.cloudwatch", "record_metric")
    for (account, region, cluster, service), each in found.items():
        with scope(account, region):
            dimensions = {"ClusterName": cluster, "ServiceName": service}
            for cpu, memory in each:
                record("AWS/ECS", "CPUUtilization", cpu, "Percent", dimensions)
                record("AWS/ECS", "MemoryUtilization", memory, "Percent", dimensions)


def _sample(client: Any, task: Task, now: float) -> Sample | None:
    cpu = memory = 0.0
    for identifier in task.get("_docker_ids") or ():
        try:
            used = client.api.stats(identifier, stream=False, one_shot=True)
        except engine_errors():
            return None
        cpu += used["cpu_stats"]["cpu_usage"]["total_usage"] / 1e9
        memory += used["memory_stats"].get("usage", 0)
    return Sample(now, cpu, memory)


def _cpu(task: Task) -> float:
    return float(task.get("cpu") or 0) or 1024.0


def _memory(task: Task) -> float:
    return float(task.get("memory") or 0) or 1024.0


def _measure(now: float) -> None:
    if private.get(ECS, "_tasks").to_dict() and (client := private.get(ECS, "_get_docker")()):
        measure(client, now)


def install() -> None:
    """Start the clock where there is an engine to ask."""
    if os.environ.get("DOCKER_HOST"):
        every(SECONDS, _measure, "ecs-metrics")
