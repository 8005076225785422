"""A file system that goes with its stack."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_outlive_stack

RULE = Rule(
    title="A file system is deleted with its stack",
    why="Deleting the stack, or replacing the file system by a change of its properties, destroys its files.",
    fix="Set DeletionPolicy and UpdateReplacePolicy to Retain.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html",
    types=("AWS::EFS::FileSystem",),
    faults=must_outlive_stack,
)
