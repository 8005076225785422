"""Parameter groups reach PostgreSQL: its settings are those of the group, and change with it."""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private, registry
from stratiform.local.emulator.databases import cluster, instance, parameters
from stratiform.local.emulator.databases.server import RDS, Record, explain_failure, runs
from stratiform.local.emulator.resource_type import Created

EXPLAIN = (
    "A changed parameter group restarts its databases at once; parameters that are formulas or Aurora's own"
    " are left out, and TLS is required where RDS requires it by default."
)

_asked: contextvars.ContextVar[Record | None] = contextvars.ContextVar("asked", default=None)


def _with_parameters(original: Callable[..., Any]) -> Callable[..., Any]:
    def run(
        docker_client: Any, engine: str, container_kwargs: Any, tls_names: Any = (), tls_ips: Any = ()
    ) -> Any:
        if engine in ("postgres", "aurora-postgresql"):
            words = [f"{name}={value}" for name, value in _settings(container_kwargs["labels"]).items()]
            command = container_kwargs.get("command") or ["postgres"]
            container_kwargs["command"] = [*command, *(part for word in words for part in ("-c", word))]
        try:
            return original(docker_client, engine, container_kwargs, tls_names, tls_ips)
        except Exception as error:
            explain_failure(str(getattr(error, "explanation", None) or error))
            raise

    return run


def _settings(labels: dict[str, str]) -> dict[str, str]:
    if "cluster_id" in labels:
        made = private.get(RDS, "_clusters").get(labels["cluster_id"])
        return parameters.of_cluster(made) if made else {}
    made = private.get(RDS, "_instances").get(labels["db_id"]) or _asked.get()
    return parameters.of_instance(made) if made else {}


def _remembering(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """CreateDBInstance starts the server before it writes the record."""

    def create(p: Any) -> Any:
        value = private.get(RDS, "_p")
        group = {"DBParameterGroupName": value(p, "DBParameterGroupName")}
        token = _asked.set({"DBParameterGroups": [group], "EngineVersion": value(p, "EngineVersion")})
        try:
            return original(p)
        finally:
            _asked.reset(token)

    return create


def _restarting(
    databases: Callable[[str], None],
) -> Callable[[Callable[..., Created]], Callable[..., Created]]:
    def wrapper(original: Callable[..., Created]) -> Callable[..., Created]:
        def update(physical_id: str, old: Any, new: Any, stack_name: str, logical_id: Any = None) -> Created:
            name, attributes = original(physical_id, old, new, stack_name, logical_id)
            if name == physical_id and old.get("Parameters") != new.get("Parameters"):
                databases(name)
            return name, attributes

        return update

    return wrapper


def _restart_instances(group: str) -> None:
    for made in list(private.get(RDS, "_instances").values()):
        groups = made.get("DBParameterGroups") or [{}]
        if groups[0].get("DBParameterGroupName") != group or not runs(made):
            continue
        parent = private.get(RDS, "_clusters").get(made.get("DBClusterIdentifier") or "")
        if parent is not None:
            cluster.start(parent)
        else:
            instance.start(made)


def _restart_clusters(group: str) -> None:
    for made in list(private.get(RDS, "_clusters").values()):
        if made.get("DBClusterParameterGroup") == group and runs(made):
            cluster.start(made)


def install() -> None:
    """Hand the settings to the container, and start it again when its group changes."""
    private.wrap(RDS, "_run_rds_container", _with_parameters)
    private.wrap(RDS, "_create_db_instance", _remembering)
    for type_, restart in (
        ("AWS::RDS::DBParameterGroup", _restart_instances),
        ("AWS::RDS::DBClusterParameterGroup", _restart_clusters),
    ):
        registry.extend(type_, "update", _restarting(restart), calls_back=True)
