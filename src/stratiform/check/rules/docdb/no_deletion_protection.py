"""A DocumentDB cluster that one call deletes."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A DocumentDB cluster can be deleted by a single call",
    why="A mistake in a script, a console or a stack deletes the cluster with its data.",
    fix="Set DeletionProtection to true.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/documentdb-controls.html#documentdb-5",
    types=("AWS::DocDB::DBCluster",),
    faults=must_be_true("DeletionProtection", "DeletionProtection is {value}: one call deletes the cluster."),
    references=References(security_hub=("DocumentDB.5",)),
)
