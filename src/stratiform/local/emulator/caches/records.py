"""Where MiniStack keeps caches, and where each of them is."""

from __future__ import annotations

import os
from typing import Any

from stratiform.local.emulator import private

ELASTICACHE = "services.elasticache"
HOST = os.environ.get("MINISTACK_HOST", "localhost")
ENGINES = ("redis", "valkey")

Record = dict[str, Any]


def docker() -> Any:
    """The client of the container engine; None when none answers."""
    return private.get(ELASTICACHE, "_get_docker")()


def of_labels(labels: dict[str, str]) -> Record | None:
    """The cluster or replication group whose container has ``labels``; None while it is being created."""
    store, name = ("_replication_groups", "rg_id") if "rg_id" in labels else ("_clusters", "cluster_id")
    found: Record | None = private.get(ELASTICACHE, store).get_scoped(
        labels["account_id"], labels["region"], labels[name]
    )
    return found


def port(record: Record, node_group: str | None) -> int | None:
    """The port that ``record`` says it is at."""
    for group in record.get("NodeGroups") or []:
        if group["NodeGroupId"] == node_group:
            return int(group["PrimaryEndpoint"]["Port"])
    endpoint = record.get("_endpoint")
    return int(endpoint["Port"]) if endpoint else None


def containers(record: Record) -> list[str]:
    """The ids of its containers."""
    found = [*(record.get("_docker_container_ids") or []), record.get("_docker_container_id")]
    return [identifier for identifier in found if identifier]


def all_of() -> list[Record]:
    """Every replication group and cluster of the account and region of the request."""
    return [
        record
        for store in ("_replication_groups", "_clusters")
        for record in list(private.get(ELASTICACHE, store).values())
    ]
