"""A pipe that drops records of a stream when its retries end."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault, Pillar, Rule, Severity

_STREAMS = ("KinesisStreamParameters", "DynamoDBStreamParameters")


def _faults(pipe: Resource, graph: Graph) -> Fault | None:
    for name in _STREAMS:
        at = f"SourceParameters.{name}.DeadLetterConfig"
        if value(pipe, f"SourceParameters.{name}") is not None and value(pipe, at) is None:
            return Fault("DeadLetterConfig is absent: lost records leave no trace.", at=at)
    return None


RULE = Rule(
    title="Records that a pipe fails on are dropped",
    why="When the retries end, or the record expires, nobody can tell which records were lost.",
    fix="Set DeadLetterConfig in the parameters of the source.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html",
    types=("AWS::Pipes::Pipe",),
    faults=_faults,
)
