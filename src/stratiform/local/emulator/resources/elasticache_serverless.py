"""Serverless caches, which are a Valkey with TLS and every slot of a cluster."""

from __future__ import annotations

import time
from typing import Any

from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.client import client
from stratiform.local.emulator.names import physical_name
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType

_SECONDS = 60.0


def _create(logical_id: str, properties: Properties, stack: str) -> Created:
    name = properties.get("ServerlessCacheName") or physical_name(
        stack, logical_id, lowercase=True, max_len=40
    )
    call("elasticache", "create_serverless_cache", {**properties, "ServerlessCacheName": name})
    return name, _available(name)


def _update(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    call("elasticache", "modify_serverless_cache", {**new, "ServerlessCacheName": physical_id})
    return physical_id, _available(physical_id)


def _delete(physical_id: str, properties: Properties) -> None:
    discard("elasticache", "delete_serverless_cache", {"ServerlessCacheName": physical_id})


def _available(name: str) -> dict[str, Any]:
    api = client("elasticache")
    deadline = time.monotonic() + _SECONDS
    while True:
        (cache,) = api.describe_serverless_caches(ServerlessCacheName=name)["ServerlessCaches"]
        if cache["Status"] == "available":
            break
        if cache["Status"] == "create-failed" or time.monotonic() > deadline:
            raise ValueError(f"The serverless cache {name} did not start: it is {cache['Status']}")
        time.sleep(0.1)
    return {
        "ARN": cache["ARN"],
        "CreateTime": cache["CreateTime"].isoformat(),
        "Endpoint.Address": cache["Endpoint"]["Address"],
        "Endpoint.Port": str(cache["Endpoint"]["Port"]),
        "FullEngineVersion": cache["FullEngineVersion"],
        "ReaderEndpoint.Address": cache["ReaderEndpoint"]["Address"],
        "ReaderEndpoint.Port": str(cache["ReaderEndpoint"]["Port"]),
        "Status": cache["Status"],
    }


RESOURCES = (
    ResourceType(
        "AWS::ElastiCache::ServerlessCache",
        _create,
        _delete,
        _update,
        replaced_by=("KmsKeyId", "ServerlessCacheName", "SnapshotArnsToRestore", "SubnetIds"),
    ),
)
