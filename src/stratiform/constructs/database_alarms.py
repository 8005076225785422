"""The alarms of a database: what is used up, by the share of what the server can hold."""

from __future__ import annotations

from collections.abc import Mapping

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_rds as rds

from constructs import Construct
from stratiform.constructs.alarms import Alarms
from stratiform.constructs.database_server import Server

GIB = 1024**3


def watch(scope: Construct, server: Server, alarms: Alarms) -> Mapping[str, cloudwatch.Alarm]:
    """Alarms on processor, connections and memory; on Aurora's capacity, or on an instance's storage."""
    resource, period = server.resource, alarms.period
    rising: dict[str, tuple[cloudwatch.IMetric, float | None]] = {
        "Cpu": (resource.metric_cpu_utilization(period=period), alarms.cpu),
        "Connections": (
            resource.metric_database_connections(period=period),
            _used(alarms.connections, server.connections),
        ),
    }
    falling: dict[str, tuple[cloudwatch.IMetric, float | None]] = {
        "Memory": (resource.metric_freeable_memory(period=period), _left(alarms.memory, server.memory * GIB)),
    }
    if isinstance(resource, rds.DatabaseCluster):
        rising["Capacity"] = (resource.metric_acu_utilization(period=period), alarms.capacity)
    elif server.storage is not None:
        falling["Storage"] = (
            resource.metric_free_storage_space(period=period),
            _left(alarms.storage, server.storage * GIB),
        )
    return {**alarms.watch(scope, rising), **alarms.watch(scope, falling, falling=True)}


def _used(percent: float | None, amount: float) -> float | None:
    return None if percent is None else round(amount * percent / 100)


def _left(percent: float | None, amount: float) -> float | None:
    """What is left when ``percent`` of ``amount`` is in use."""
    return None if percent is None else round(amount * (100 - percent) / 100)
