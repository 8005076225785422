"""Workloads that may talk to a database without TLS."""

from __future__ import annotations

from collections.abc import Mapping

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import targets
from stratiform.assembly.properties import is_unknown, value
from stratiform.check.clients import clients
from stratiform.check.datastores import is_of_cluster
from stratiform.check.rule import Fault, Pillar, Rule, Severity

# The parameter that refuses plain connections, by engine.
_REFUSES = {
    "postgres": "rds.force_ssl",
    "aurora-postgresql": "rds.force_ssl",
    "mysql": "require_secure_transport",
    "aurora-mysql": "require_secure_transport",
    "mariadb": "require_secure_transport",
}
_GROUPS = ("DBParameterGroupName", "DBClusterParameterGroupName")
_YES = ("1", "on", "true")


def _applies(database: Resource, graph: Graph) -> bool:
    if is_of_cluster(graph, database):
        return False
    return str(value(database, "Engine")) in _REFUSES and bool(clients(graph, database))


def _by_default(engine: str, version: object) -> bool:
    """Engines that refuse plain connections unless told otherwise, from the version on that does."""
    if not isinstance(version, str):
        return True
    major = version.split(".")[0]
    if engine == "postgres":
        return not major.isdecimal() or int(major) >= 15
    if engine == "aurora-postgresql":
        return not major.isdecimal() or int(major) >= 17
    return version.startswith(("8.4", "9", "11.8"))


def _faults(database: Resource, graph: Graph) -> Fault | None:
    engine = str(value(database, "Engine"))
    name = _REFUSES[engine]
    groups = list(targets(graph, database, *_GROUPS))
    settings = [value(group, "Parameters", {}) for group in groups]
    # A group of somebody else, or one that only a deployment knows, may say anything.
    written = any(value(database, path) is not None for path in _GROUPS)
    if any(is_unknown(one) for one in settings) or (written and not groups):
        return None
    known = [one for one in settings if isinstance(one, Mapping)]
    given = next((one[name] for one in known if one.get(name) is not None), None)
    if is_unknown(given) or (given is None and _by_default(engine, value(database, "EngineVersion"))):
        return None
    if given is not None and str(given).lower() in _YES:
        return None
    talking = clients(graph, database)
    names = ", ".join(one.address.logical_id for one in talking)
    return Fault(
        f"{names} may talk to it without TLS: {name} is {'absent' if given is None else given}.",
        at=next((path for path in _GROUPS if value(database, path) is not None), None),
        evidence=(*(group.address for group in groups), *(one.address for one in talking)),
    )


RULE = Rule(
    title="A database accepts connections in plain text",
    why="A client that forgets to ask for TLS sends its password and its data in the open.",
    fix="Set rds.force_ssl (PostgreSQL) or require_secure_transport (MySQL) to 1 in its parameter group.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html",
    types=("AWS::RDS::DBInstance", "AWS::RDS::DBCluster"),
    applies=_applies,
    faults=_faults,
)
