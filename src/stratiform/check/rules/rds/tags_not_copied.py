"""Snapshots that lose the tags of their database."""

from __future__ import annotations

from stratiform.check.databases import has_storage
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="Snapshots of a database lose its tags",
    why="Snapshots without an owner and a cost centre are kept, paid for and protected by nobody.",
    fix="Set CopyTagsToSnapshot to true.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-17",
    types=("AWS::RDS::DBInstance", "AWS::RDS::DBCluster"),
    faults=must_be_true("CopyTagsToSnapshot", "CopyTagsToSnapshot is {value}: its snapshots carry no tags."),
    applies=has_storage,
    references=References(security_hub=("RDS.17", "RDS.16")),
)
