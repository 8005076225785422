"""A bucket that keeps every object for ever, in the dearest class."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A bucket has no lifecycle",
    why="Objects that nobody needs are stored and paid for until somebody deletes them by hand.",
    fix="Add a LifecycleConfiguration that expires objects or moves them to a cheaper class.",
    pillar=Pillar.COST,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-13",
    types=("AWS::S3::Bucket",),
    faults=must_be_set(
        "LifecycleConfiguration.Rules",
        "No lifecycle rule ever expires an object or moves it to a cheaper class.",
    ),
    references=References(security_hub=("S3.13",)),
)
