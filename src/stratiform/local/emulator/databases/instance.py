"""A database instance of its own: not a member of a cluster."""

from __future__ import annotations

from stratiform.local.emulator import private
from stratiform.local.emulator.databases.server import (
    HOST,
    RDS,
    Record,
    failure,
    free_port,
    remove,
    wait,
)


def start(instance: Record) -> None:
    """Start the server of ``instance``, or start it again with its present settings; its data stays.

    Raises ValueError with the reason when it does not come up.
    """
    name = instance["DBInstanceIdentifier"]
    if not instance.get("_HostPort"):
        instance["_HostPort"] = free_port()
    endpoint = instance["Endpoint"]
    endpoint["Address"], endpoint["Port"] = HOST, instance["_HostPort"]
    instance["DBInstanceStatus"] = "creating"
    private.get(RDS, "_start_rds_container_for_instance")(name, instance)
    if instance["DBInstanceStatus"] == "failed":
        raise failure(name)
    wait(instance, container(name), database=instance.get("DBName") or None)


def change_password(instance: Record, password: str) -> None:
    """Give the master user another password. Raises ValueError when the server does not take it."""
    before, instance["_MasterUserPassword"] = instance["_MasterUserPassword"], password
    private.get(RDS, "_rotate_instance_password")(instance, before, password)
    wait(instance, container(instance["DBInstanceIdentifier"]), database=instance.get("DBName") or None)


def discard(instance: Record) -> None:
    """Remove the server of ``instance`` and its data."""
    name = instance["DBInstanceIdentifier"]
    volume = instance.get("_docker_volume_name") or private.get(RDS, "_rds_docker_volume_name")(name)
    remove(container(name), volume)


def container(name: str) -> str:
    """The name of the container of instance ``name``, in the account and region of the request."""
    found: str = private.get(RDS, "_rds_docker_name")(name)
    return found
