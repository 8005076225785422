"""A stream that keeps records for less than a week."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import at_least

RULE = Rule(
    title="A stream keeps its records for less than a week",
    why="A consumer that fails on a Friday evening has lost records by Monday.",
    fix="Set RetentionPeriodHours to 168 or more where consumers must not lose records.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/kinesis-controls.html#kinesis-3",
    types=("AWS::Kinesis::Stream",),
    faults=at_least(
        "RetentionPeriodHours",
        168,
        "RetentionPeriodHours is {value}: a consumer may be away no longer.",
        default=24,
    ),
    references=References(security_hub=("Kinesis.3",)),
)
