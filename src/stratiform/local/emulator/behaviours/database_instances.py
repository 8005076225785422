"""AWS::RDS::DBInstance has a server behind it: created, changed and deleted with the resource."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private, registry
from stratiform.local.emulator.databases import cluster, instance, managed_secret
from stratiform.local.emulator.databases.server import RDS, Record, runs
from stratiform.local.emulator.resource_type import Created, Properties

EXPLAIN = (
    "A PostgreSQL database is a server on localhost at a port of its own, not 5432; there is one without"
    " standby or storage limit, a final snapshot keeps no data, and other database engines do not run."
)
_TYPE = "AWS::RDS::DBInstance"
_PROVISIONERS = "services.cloudformation.provisioners"
_RESTARTS = ("DBParameterGroupName", "EngineVersion")


def _creating(original: Callable[..., Created]) -> Callable[..., Created]:
    def create(logical_id: str, props: Properties, stack_name: str) -> Created:
        name, _ = original(logical_id, props, stack_name)
        made = _instances()[name]
        # Without DBName there is the database `postgres` alone, and the secret names none.
        made["DBName"] = props.get("DBName") or ("" if not made["DBClusterIdentifier"] else made["DBName"])
        managed_secret.make(made, "db", props)
        if runs(made):
            try:
                _start(made)
            except ValueError:
                _forget(name)
                raise
        return name, _attributes(made)

    return create


def _start(made: Record) -> None:
    parent = private.get(RDS, "_clusters").get(made["DBClusterIdentifier"] or "")
    if parent is None:
        instance.start(made)
        return
    if not parent.get("_shared_container_id"):
        cluster.start(parent)
    cluster.join(made, parent)


def _forget(name: str) -> None:
    made = _instances().get(name)
    if made and not made["DBClusterIdentifier"] and runs(made):
        instance.discard(made)
    private.get(_PROVISIONERS, "_rds_db_instance_delete").__wrapped__(name, {})


def _updating(original: Callable[..., Created]) -> Callable[..., Created]:
    def update(
        physical_id: str, old: Properties, new: Properties, stack_name: str, logical_id: str | None = None
    ) -> Created:
        before = _instances().get(physical_id)
        password = before["_MasterUserPassword"] if before else None
        name, attributes = original(physical_id, old, new, stack_name, logical_id)
        made = _instances()[name]
        if name != physical_id or not runs(made) or made["DBClusterIdentifier"]:
            return name, attributes
        wanted, made["_MasterUserPassword"] = made["_MasterUserPassword"], password
        if wanted != password:
            instance.change_password(made, wanted)
        if any(old.get(key) != new.get(key) for key in _RESTARTS):
            instance.start(made)
        return name, _attributes(made)

    return update


def _deleting(original: Callable[[str, Properties], None]) -> Callable[[str, Properties], None]:
    def delete(physical_id: str, props: Properties) -> None:
        made = _instances().get(physical_id)
        if made and not made["DBClusterIdentifier"] and runs(made):
            instance.discard(made)
        if made:
            managed_secret.remove(made)
        original(physical_id, props)

    return delete


def _api_deleting(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """DeleteDBInstance removes the container and leaves its data to a later instance of the same name."""

    def delete(p: Any) -> Any:
        made = private.get(RDS, "_resolve_instance")(private.get(RDS, "_p")(p, "DBInstanceIdentifier"))
        answer = original(p)
        if made and answer[0] < 400 and not made["DBClusterIdentifier"] and runs(made):
            instance.discard(made)
        return answer

    return delete


def _attributes(made: Record) -> dict[str, Any]:
    attributes: dict[str, Any] = private.get(_PROVISIONERS, "_rds_db_instance_attrs")(made)
    return attributes | managed_secret.attributes(made)


def _instances() -> Any:
    return private.get(RDS, "_instances")


def _wrapped(operation: str) -> Callable[[Any], Any]:
    return lambda original: private.get(_PROVISIONERS, f"_rds_db_instance_{operation}")


def install() -> None:
    """Replacement calls create and delete by their module names, CloudFormation calls its table."""
    private.wrap(_PROVISIONERS, "_rds_db_instance_create", _creating)
    private.wrap(_PROVISIONERS, "_rds_db_instance_delete", _deleting)
    private.wrap(RDS, "_delete_db_instance", _api_deleting)
    for operation in ("create", "delete"):
        registry.extend(_TYPE, operation, _wrapped(operation), calls_back=True)
    registry.extend(_TYPE, "update", _updating, calls_back=True)
