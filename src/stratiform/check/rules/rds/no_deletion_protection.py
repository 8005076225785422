"""A database instance that one call deletes."""

from __future__ import annotations

from stratiform.check.databases import stands_alone
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A database can be deleted by a single call",
    why="A mistake in a script, a console or a stack deletes the database with its data.",
    fix="Set DeletionProtection to true.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-8",
    types=("AWS::RDS::DBInstance",),
    faults=must_be_true(
        "DeletionProtection", "DeletionProtection is {value}: one call deletes the database."
    ),
    applies=stands_alone,
    references=References(
        security_hub=("RDS.8",),
        cdk_nag=("AwsSolutions-RDS10",),
        cfn_nag=("F80",),
        guard=("RDS_INSTANCE_DELETION_PROTECTION_ENABLED",),
    ),
)
