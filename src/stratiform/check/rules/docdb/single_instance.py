"""A DocumentDB cluster of one instance."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.links import sources
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _faults(cluster: Resource, graph: Graph) -> Fault | None:
    members = list(sources(graph, cluster, "AWS::DocDB::DBInstance", "DBClusterIdentifier"))
    # None at all means that they are made elsewhere.
    if len(members) != 1:
        return None
    return Fault("It has one instance, so nothing takes over.", evidence=(members[0].address,))


RULE = Rule(
    title="A DocumentDB cluster has a single instance",
    why="When its host or its zone fails the database is away until another instance is made.",
    fix="Add a second instance; it also answers reads.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/documentdb/latest/developerguide/replication.html",
    types=("AWS::DocDB::DBCluster",),
    faults=_faults,
)
