"""A pipe that does not log what fails."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="A pipe does not log why events fail",
    why="Events that the enrichment or the target refuses leave no trace.",
    fix="Set LogConfiguration with a destination and a Level of ERROR.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-logs.html",
    types=("AWS::Pipes::Pipe",),
    faults=none_of(
        "LogConfiguration.Level",
        ("OFF",),
        "LogConfiguration.Level is {value}: failures leave no trace.",
        default="OFF",
    ),
)
