"""A Neptune cluster of one instance."""

from __future__ import annotations

from stratiform.check.databases import must_have_a_second_instance
from stratiform.check.rule import Pillar, References, Rule, Severity

RULE = Rule(
    title="A Neptune cluster has a single instance",
    why="When its host or its zone fails the database is away until another instance is made.",
    fix="Add a second instance; it also answers reads.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/neptune/latest/userguide/feature-overview-availability.html",
    types=("AWS::Neptune::DBCluster",),
    faults=must_have_a_second_instance("AWS::Neptune::DBInstance"),
    references=References(cdk_nag=("AwsSolutions-N1",)),
)
