"""A file system that keeps every file in the dearest class."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A file system has no lifecycle policy",
    why="Files that nobody opens cost up to ten times as much as they need to.",
    fix="Add LifecyclePolicies with TransitionToIA.",
    pillar=Pillar.COST,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/efs/latest/ug/lifecycle-management-efs.html",
    types=("AWS::EFS::FileSystem",),
    faults=must_be_set("LifecyclePolicies", "LifecyclePolicies is {value}."),
)
