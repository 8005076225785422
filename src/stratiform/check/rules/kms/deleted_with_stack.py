"""A key that goes with its stack."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_outlive_stack

RULE = Rule(
    title="A KMS key is deleted with its stack",
    why="Whatever the key encrypted, backups and snapshots included, can never be read again.",
    fix="Set DeletionPolicy and UpdateReplacePolicy to Retain.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
    types=("AWS::KMS::Key",),
    faults=must_outlive_stack,
)
