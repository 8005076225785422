"""A stream's record that is dropped when its retries end."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.event_sources import STREAM, TYPES, polled, polls_a_stream
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    for source in polled(resource, graph):
        if source.kind == STREAM and value(source.settings, "DestinationConfig.OnFailure") is None:
            at = f"{source.at}DestinationConfig.OnFailure"
            return Fault("DestinationConfig.OnFailure is absent: lost records leave no trace.", at=at)
    return None


RULE = Rule(
    title="Records that a function fails on are dropped",
    why="When the retries end, or the record expires, nobody can tell which records were lost.",
    fix="Set DestinationConfig.OnFailure to a queue, a topic or a bucket.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html",
    types=TYPES,
    faults=_faults,
    applies=polls_a_stream,
)
