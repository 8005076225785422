"""An Aurora cluster of one instance."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.links import sources
from stratiform.check.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _is_aurora(cluster: Resource, graph: Graph) -> bool:
    return str(value(cluster, "Engine")).startswith("aurora")


def _faults(cluster: Resource, graph: Graph) -> Fault | None:
    members = list(sources(graph, cluster, "AWS::RDS::DBInstance", "DBClusterIdentifier"))
    # None at all means that they are made elsewhere.
    if len(members) != 1:
        return None
    return Fault("It has one instance, so nothing takes over.", evidence=(members[0].address,))


RULE = Rule(
    title="An Aurora cluster has a single instance",
    why="When its host or its zone fails the database is away until another instance is made.",
    fix="Add a second instance; it also answers reads.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-15",
    types=("AWS::RDS::DBCluster",),
    faults=_faults,
    applies=_is_aurora,
    references=References(security_hub=("RDS.15",)),
)
