"""A table that one call deletes."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A table can be deleted by a single call",
    why="A mistake in a script, a console or a stack deletes the table with its data.",
    fix="Set DeletionProtectionEnabled to true; in a global table, for every replica.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-6",
    types=("AWS::DynamoDB::Table",),
    faults=must_be_true(
        "DeletionProtectionEnabled", "DeletionProtectionEnabled is {value}: one call deletes the table."
    ),
    references=References(security_hub=("DynamoDB.6",)),
)
