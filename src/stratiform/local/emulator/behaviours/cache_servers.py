"""A cache is a Valkey that starts with its record, keeps its port, and starts again with the local cloud."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private, registry
from stratiform.local.emulator.caches import failures, records, settings
from stratiform.local.emulator.caches.records import ELASTICACHE, ENGINES, HOST

EXPLAIN = (
    "A cache is one Valkey on localhost at a port of its own, in the version that this machine has: replicas"
    " and shards are the same server, it is empty after a restart, and Memcached does not run."
)
_TYPES = ("CacheCluster", "ReplicationGroup", "User", "UserGroup")

Spawned = tuple[str, int, str | None]
_clustered: contextvars.ContextVar[bool] = contextvars.ContextVar("clustered", default=False)
_first_shards: dict[str, int] = {}
_starting = threading.RLock()


def _spawning(original: Callable[..., Spawned]) -> Callable[..., Spawned]:
    def spawn(
        name: str,
        engine: str,
        engine_version: str,
        labels: dict[str, str],
        transit: bool = False,
        auth_token: str | None = None,
    ) -> Spawned:
        if records.docker() is None or engine not in ENGINES:
            return original(name, engine, engine_version, labels, transit, auth_token)
        record = records.of_labels(labels)
        shard = labels.get("node_group")
        known = records.port(record, shard) if record else None
        if record and "cluster_id" in labels and record.get("ReplicationGroupId"):
            return HOST, known or 0, None  # a member: its group has the server
        whole = record["ClusterEnabled"] if record and "ClusterEnabled" in record else _clustered.get()
        group = "/".join(labels.get(key, "") for key in ("account_id", "region", "rg_id"))
        if whole and shard != "0001":
            return HOST, _first_shards[group], None
        token = _clustered.set(whole)
        try:
            host, port, container = _start_at(
                known, original, name, engine, engine_version, labels, transit, auth_token
            )
        finally:
            _clustered.reset(token)
        if container is None:
            raise RuntimeError(f"The cache {name} did not start: {failures.last()}")
        if whole:
            _first_shards[group] = port
            settings.join_slots(container, port, transit=transit, token=auth_token)
        if record:
            _settle_again(record, container)
        return host, port, container

    return spawn


def _start_at(known: int | None, original: Callable[..., Spawned], *arguments: Any) -> Spawned:
    counter = private.get(ELASTICACHE, "_port_counter")
    free = private.get("services.rds", "_is_host_port_free")
    with _starting:
        before = counter[0]
        if known and free(known):
            counter[0] = known
        else:
            while not free(counter[0]):
                counter[0] += 1
        try:
            return original(*arguments)
        finally:
            counter[0] = max(before, counter[0]) if not known else before


def _settle_again(record: records.Record, container: str) -> None:
    """The server is a new one: it knows nothing of its groups."""
    record.pop("_admin", None)
    settings.apply({**record, "_docker_container_ids": [container], "_docker_container_id": None})


def _with_cluster_mode(original: Callable[..., list[str]]) -> Callable[..., list[str]]:
    def arguments(port: int, transit: bool, auth_token: str | None) -> list[str]:
        given = original(port, transit, auth_token)
        return [*given, "--cluster-enabled", "yes"] if _clustered.get() else given

    return arguments


def _grouping(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Cluster mode is one server with every slot; MiniStack starts servers that know nothing of slots."""

    def create(p: Any) -> Any:
        value = private.get(ELASTICACHE, "_p")
        shards = int(value(p, "NumNodeGroups") or "1")
        whole = (
            shards > 1
            or value(p, "ClusterMode") == "enabled"
            or _is_clustered(value(p, "CacheParameterGroupName"))
        )
        token = _clustered.set(whole)
        try:
            # MiniStack refuses two shards, which AWS has.
            answer = original({**p, "NumNodeGroups": "3"} if shards == 2 else p)
        finally:
            _clustered.reset(token)
        if answer[0] < 400:
            made = private.get(ELASTICACHE, "_replication_groups")[value(p, "ReplicationGroupId")]
            if whole:
                _mark_clustered(made, shards)
            settings.apply(made)
        return answer

    return create


def _is_clustered(group: str) -> bool:
    values = private.get(ELASTICACHE, "_param_group_params").get(group) or {}
    return group.endswith("cluster.on") or (values.get("cluster-enabled") or {}).get("Value") == "yes"


def _mark_clustered(made: records.Record, shards: int) -> None:
    made["NodeGroups"] = made["NodeGroups"][:shards]
    members = [member for group in made["NodeGroups"] for member in group["NodeGroupMembers"]]
    made["MemberClusters"] = [member["CacheClusterId"] for member in members]
    made["_num_node_groups"] = shards
    made["ClusterEnabled"], made["ClusterMode"] = True, "enabled"
    made["ConfigurationEndpoint"] = dict(made["NodeGroups"][0]["PrimaryEndpoint"])


def _clustering(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def create(p: Any) -> Any:
        answer = original(p)
        if answer[0] < 400:
            name = private.get(ELASTICACHE, "_p")(p, "CacheClusterId")
            settings.apply(private.get(ELASTICACHE, "_clusters")[name])
        return answer

    return create


def _restoring(original: Callable[[Any], None]) -> Callable[[Any], None]:
    """MiniStack starts restored caches with the first question to ElastiCache, which nobody may ask."""

    def load(data: Any) -> None:
        original(data)
        start = private.get(ELASTICACHE, "_ensure_live_containers")
        threading.Thread(target=start, daemon=True, name="cache-restore").start()

    return load


def install() -> None:
    """Replace how ElastiCache starts a server, and move its types off the event loop."""
    failures.listen()
    private.wrap(ELASTICACHE, "_spawn_redis_container", _spawning)
    private.wrap(ELASTICACHE, "_node_server_args", _with_cluster_mode)
    private.wrap(ELASTICACHE, "_create_replication_group", _grouping)
    private.wrap(ELASTICACHE, "_create_cache_cluster", _clustering)
    private.wrap(ELASTICACHE, "load_persisted_state", _restoring)
    for name in _TYPES:
        registry.extend(f"AWS::ElastiCache::{name}", "create", lambda original: original, calls_back=True)
