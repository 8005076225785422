"""A DocumentDB cluster of one instance."""

from __future__ import annotations

from stratiform.check.databases import must_have_a_second_instance
from stratiform.check.rule import Pillar, Rule, Severity

RULE = Rule(
    title="A DocumentDB cluster has a single instance",
    why="When its host or its zone fails the database is away until another instance is made.",
    fix="Add a second instance; it also answers reads.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/documentdb/latest/developerguide/replication.html",
    types=("AWS::DocDB::DBCluster",),
    faults=must_have_a_second_instance("AWS::DocDB::DBInstance"),
)
