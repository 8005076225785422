"""An Aurora cluster of one instance."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.databases import must_have_a_second_instance
from stratiform.check.rule import Pillar, References, Rule, Severity


def _is_aurora(cluster: Resource, graph: Graph) -> bool:
    return str(value(cluster, "Engine")).startswith("aurora")


RULE = Rule(
    title="An Aurora cluster has a single instance",
    why="When its host or its zone fails the database is away until another instance is made.",
    fix="Add a second instance; it also answers reads.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-15",
    types=("AWS::RDS::DBCluster",),
    faults=must_have_a_second_instance("AWS::RDS::DBInstance"),
    applies=_is_aurora,
    references=References(security_hub=("RDS.15",)),
)
