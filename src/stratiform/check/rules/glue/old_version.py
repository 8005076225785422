"""A Spark job on a version of Glue that AWS has ended."""

from __future__ import annotations

from stratiform.check.glue_jobs import is_spark
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import at_least

RULE = Rule(
    title="A job runs on a version of Glue that has ended",
    why="It gets no corrections and no support, and starts and runs slower than on a current version.",
    fix='Set GlueVersion to "5.0" or newer.',
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/glue-controls.html#glue-4",
    types=("AWS::Glue::Job",),
    faults=at_least("GlueVersion", 3, "GlueVersion is {value}: versions before 3.0 have ended.", default=0.9),
    applies=is_spark,
    references=References(security_hub=("Glue.4",)),
)
