"""An Aurora cluster: one server behind the writer, the readers and both endpoints."""

from __future__ import annotations

from stratiform.local.emulator import private
from stratiform.local.emulator.databases.server import HOST, RDS, Record, failure, free_port, wait


def start(cluster: Record) -> None:
    """Start the server of ``cluster``, or start it again with its present settings; its data stays.

    Raises ValueError with the reason when it does not come up.
    """
    name = cluster["DBClusterIdentifier"]
    cluster["_shared_host_port"] = cluster.get("_shared_host_port") or free_port()
    started = private.get(RDS, "_start_cluster_shared_container")(name, cluster, True)
    if started["failed"]:
        raise failure(name)
    wait(cluster, cluster["_shared_container_id"], database=cluster.get("DatabaseName") or None)
    cluster["_shared_container_ready"] = cluster["_shared_storage_initialized"] = True
    cluster["Endpoint"] = cluster["ReaderEndpoint"] = HOST
    cluster["Port"] = cluster["_shared_host_port"]
    for member in private.get(RDS, "_cluster_member_instances")(cluster):
        join(member, cluster)


def join(instance: Record, cluster: Record) -> None:
    """Make ``instance`` a member: the first is the writer, and all have the cluster's server."""
    private.get(RDS, "_attach_instance_to_shared_cluster")(instance, cluster)
    instance["Engine"], instance["EngineVersion"] = cluster["Engine"], cluster["EngineVersion"]
    instance["DBInstanceStatus"] = "available"
    for number, member in enumerate(cluster["DBClusterMembers"]):
        member["IsClusterWriter"] = number == 0


def change_password(cluster: Record, password: str) -> None:
    """Give the master user another password. Raises ValueError when the server does not take it."""
    private.get(RDS, "_apply_cluster_master_password_change")(cluster, password)
    wait(cluster, cluster["_shared_container_id"], database=cluster.get("DatabaseName") or None)
    for member in private.get(RDS, "_cluster_member_instances")(cluster):
        member["_MasterUserPassword"] = password


def discard(cluster: Record) -> None:
    """Remove the server of ``cluster`` and its data."""
    private.get(RDS, "_remove_cluster_shared_resources")(cluster["DBClusterIdentifier"], cluster)
