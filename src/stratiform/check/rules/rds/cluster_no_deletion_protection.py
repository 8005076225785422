"""A database cluster that one call deletes."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A database cluster can be deleted by a single call",
    why="A mistake in a script, a console or a stack deletes the cluster with its data.",
    fix="Set DeletionProtection to true.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-7",
    types=("AWS::RDS::DBCluster",),
    faults=must_be_true("DeletionProtection", "DeletionProtection is {value}: one call deletes the cluster."),
    references=References(security_hub=("RDS.7",), cdk_nag=("AwsSolutions-RDS10",)),
)
