"""A volume that goes with its stack."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_outlive_stack

RULE = Rule(
    title="A volume is deleted with its stack",
    why=(
        "Deleting the stack, or replacing the volume by a change of its properties, destroys the "
        "data for good."
    ),
    fix="Set DeletionPolicy and UpdateReplacePolicy to Snapshot or Retain.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html",
    types=("AWS::EC2::Volume",),
    faults=must_outlive_stack,
)
