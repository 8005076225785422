"""A database to which many functions connect one by one."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import targets
from stratiform.assembly.properties import is_true, value
from stratiform.check.clients import clients
from stratiform.check.datastores import is_of_cluster
from stratiform.check.placement import FUNCTIONS
from stratiform.check.rule import Fault, Pillar, Rule, Severity

_MANY = 3
_PROXY = "AWS::RDS::DBProxyTargetGroup"
_BEHIND = ("DBInstanceIdentifiers", "DBClusterIdentifiers")


def _functions(database: Resource, graph: Graph) -> list[Resource]:
    return [one for one in clients(graph, database) if one.type in FUNCTIONS]


def _applies(database: Resource, graph: Graph) -> bool:
    return not is_of_cluster(graph, database) and bool(_functions(database, graph))


def _faults(database: Resource, graph: Graph) -> Fault | None:
    behind = (one for group in graph.of_type(_PROXY) for one in targets(graph, group, *_BEHIND))
    if is_true(value(database, "EnableHttpEndpoint")) or any(
        one.address == database.address for one in behind
    ):
        return None
    connecting = _functions(database, graph)
    if len(connecting) < _MANY:
        return None
    return Fault(
        f"{len(connecting)} functions connect to it, each run with connections of its own.",
        evidence=tuple(one.address for one in connecting),
    )


RULE = Rule(
    title="Many functions connect to a database without a proxy",
    why="Every concurrent run holds a connection; a peak uses up the database's connections and its memory.",
    fix="Put an RDS Proxy between the functions and the database, or use the Data API.",
    pillar=Pillar.PERFORMANCE,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html",
    types=("AWS::RDS::DBInstance", "AWS::RDS::DBCluster"),
    applies=_applies,
    faults=_faults,
)
