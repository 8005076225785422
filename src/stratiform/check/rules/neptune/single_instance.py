"""A Neptune cluster of one instance."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.links import sources
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(cluster: Resource, graph: Graph) -> Fault | None:
    members = list(sources(graph, cluster, "AWS::Neptune::DBInstance", "DBClusterIdentifier"))
    # None at all means that they are made elsewhere.
    if len(members) != 1:
        return None
    return Fault("It has one instance, so nothing takes over.", evidence=(members[0].address,))


RULE = Rule(
    title="A Neptune cluster has a single instance",
    why="When its host or its zone fails the database is away until another instance is made.",
    fix="Add a second instance; it also answers reads.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/neptune/latest/userguide/feature-overview-availability.html",
    types=("AWS::Neptune::DBCluster",),
    faults=_faults,
    references=References(cdk_nag=("AwsSolutions-N1",)),
)
