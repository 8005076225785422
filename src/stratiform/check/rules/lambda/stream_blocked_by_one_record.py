"""A stream's record that is retried until it expires."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, value
from stratiform.check.event_sources import STREAM, TYPES, polled, polls_a_stream
from stratiform.check.rule import Fault, Pillar, Rule, Severity

_LIMITS = ("MaximumRetryAttempts", "MaximumRecordAgeInSeconds")


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    for source in polled(resource, graph):
        limits = [value(source.settings, name, -1) for name in _LIMITS]
        if source.kind == STREAM and all(not is_unknown(one) and str(one) == "-1" for one in limits):
            at = f"{source.at}MaximumRetryAttempts"
            return Fault("MaximumRetryAttempts and MaximumRecordAgeInSeconds are without a limit.", at=at)
    return None


RULE = Rule(
    title="One bad record blocks its shard until it expires",
    why=(
        "Lambda retries a failing batch for as long as the stream keeps it, and everything behind it waits."
    ),
    fix="Set MaximumRetryAttempts, and BisectBatchOnFunctionError to find the record.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html",
    types=TYPES,
    faults=_faults,
    applies=polls_a_stream,
)
