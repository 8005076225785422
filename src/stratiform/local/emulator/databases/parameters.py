"""Which settings a parameter group gives the server."""

from __future__ import annotations

from collections.abc import Mapping

from stratiform.local.emulator import private
from stratiform.local.emulator.databases.server import RDS, Record

# Aurora's and RDS's own, which PostgreSQL itself does not know.
_NOT_POSTGRES = ("apg_", "aurora_", "babelfish", "rds.")
_FORCE_TLS = "rds.force_ssl"
_LOGICAL = "rds.logical_replication"


def of_instance(instance: Record) -> dict[str, str]:
    """Of an instance of its own."""
    groups = instance.get("DBParameterGroups") or [{}]
    values = _values("_param_groups", groups[0].get("DBParameterGroupName"))
    return _settings(values, since=15, version=instance.get("EngineVersion", ""))


def of_cluster(cluster: Record) -> dict[str, str]:
    """Of a cluster: its own group, then that of its writer."""
    values = _values("_db_cluster_param_groups", cluster.get("DBClusterParameterGroup"))
    for member in private.get(RDS, "_cluster_member_instances")(cluster)[:1]:
        groups = member.get("DBParameterGroups") or [{}]
        values |= _values("_param_groups", groups[0].get("DBParameterGroupName"))
    return _settings(values, since=17, version=cluster.get("EngineVersion", ""))


def _values(store: str, name: str | None) -> dict[str, str]:
    group = private.get(RDS, store).get(name) if name else None
    found: dict[str, str] = {}
    for parameter, value in ((group or {}).get("Parameters") or {}).items():
        found[parameter] = str(value.get("ParameterValue", "") if isinstance(value, Mapping) else value)
    return found


def _settings(values: Mapping[str, str], *, since: int, version: str) -> dict[str, str]:
    """``since``: the major version from which TLS is required where the group does not say."""
    major = version.split(".")[0]
    default = "1" if major.isdigit() and int(major) >= since else "0"
    settings = {
        name: value
        for name, value in values.items()
        # A formula such as {DBInstanceClassMemory/32768} is about a machine that is not there.
        if value and "{" not in value and not name.startswith(_NOT_POSTGRES)
    }
    if values.get(_LOGICAL) in ("1", "on"):
        settings["wal_level"] = "logical"
    return settings | {_FORCE_TLS: values.get(_FORCE_TLS) or default}
