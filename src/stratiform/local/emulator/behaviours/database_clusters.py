"""AWS::RDS::DBCluster of Aurora PostgreSQL has one server behind all of its members and endpoints."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private, registry
from stratiform.local.emulator.databases import cluster, managed_secret
from stratiform.local.emulator.databases.server import RDS, Record, runs
from stratiform.local.emulator.resource_type import Created, Properties

EXPLAIN = (
    "An Aurora cluster is one PostgreSQL server: readers and the reader endpoint are the writer, and"
    " serverless capacity does not change."
)
_TYPE = "AWS::RDS::DBCluster"
_PROVISIONERS = "services.cloudformation.provisioners"
_RESTARTS = ("DBClusterParameterGroupName", "EngineVersion")


def _creating(original: Callable[..., Created]) -> Callable[..., Created]:
    def create(logical_id: str, props: Properties, stack_name: str) -> Created:
        name, _ = original(logical_id, props, stack_name)
        made = _clusters()[name]
        _take_group(made, props)
        managed_secret.make(made, "cluster", props)
        if runs(made):
            try:
                # Now, not with the first member: endpoint and port are resolved before there is one.
                cluster.start(made)
            except ValueError:
                cluster.discard(made)
                private.get(_PROVISIONERS, "_rds_db_cluster_delete").__wrapped__(name, {})
                raise
        return name, _attributes(made)

    return create


def _updating(original: Callable[..., Created]) -> Callable[..., Created]:
    def update(
        physical_id: str, old: Properties, new: Properties, stack_name: str, logical_id: str | None = None
    ) -> Created:
        before = _clusters().get(physical_id)
        password = before["_MasterUserPassword"] if before else None
        name, attributes = original(physical_id, old, new, stack_name, logical_id)
        made = _clusters()[name]
        if name != physical_id or not runs(made):
            return name, attributes
        _take_group(made, new)
        wanted, made["_MasterUserPassword"] = made["_MasterUserPassword"], password
        if wanted != password:
            cluster.change_password(made, wanted)
        if any(old.get(key) != new.get(key) for key in _RESTARTS):
            cluster.start(made)
        return name, _attributes(made)

    return update


def _deleting(original: Callable[[str, Properties], None]) -> Callable[[str, Properties], None]:
    def delete(physical_id: str, props: Properties) -> None:
        made = _clusters().get(physical_id)
        if made and runs(made):
            cluster.discard(made)
        if made:
            managed_secret.remove(made)
        original(physical_id, props)

    return delete


def _take_group(made: Record, props: Properties) -> None:
    group = props.get("DBClusterParameterGroupName")
    made["DBClusterParameterGroup"] = group or f"default.{made['Engine']}"


def _attributes(made: Record) -> dict[str, Any]:
    attributes: dict[str, Any] = private.get(_PROVISIONERS, "_rds_db_cluster_attrs")(made)
    return attributes | managed_secret.attributes(made)


def _clusters() -> Any:
    return private.get(RDS, "_clusters")


def _wrapped(operation: str) -> Callable[[Any], Any]:
    return lambda original: private.get(_PROVISIONERS, f"_rds_db_cluster_{operation}")


def install() -> None:
    """Replacement calls create and delete by their module names, CloudFormation calls its table."""
    private.wrap(_PROVISIONERS, "_rds_db_cluster_create", _creating)
    private.wrap(_PROVISIONERS, "_rds_db_cluster_delete", _deleting)
    for operation in ("create", "delete"):
        registry.extend(_TYPE, operation, _wrapped(operation), calls_back=True)
    registry.extend(_TYPE, "update", _updating, calls_back=True)
