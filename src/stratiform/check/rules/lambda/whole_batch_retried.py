"""A queue's batch that is retried whole when one message fails."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import number, value
from stratiform.check.event_sources import QUEUE, polled
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _applies(resource: Resource, graph: Graph) -> bool:
    return any(source.kind == QUEUE for source in polled(resource, graph))


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    for source in polled(resource, graph):
        size = value(source.settings, "BatchSize", 10)
        several = number(size) is not None and number(size) != 1
        if source.kind == QUEUE and several and value(source.settings, "FunctionResponseTypes") is None:
            says = f"BatchSize is {size} and FunctionResponseTypes is absent: one failure fails all."
            return Fault(says, at=f"{source.at}FunctionResponseTypes")
    return None


RULE = Rule(
    title="One failing message makes the whole batch come again",
    why=(
        "Messages that were worked off are worked off again, and good ones end as dead letters with the "
        "bad one."
    ),
    fix=(
        "Set FunctionResponseTypes to ReportBatchItemFailures and return the ids that failed, or "
        "BatchSize to 1."
    ),
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html",
    types=("AWS::Lambda::EventSourceMapping", "AWS::Serverless::Function"),
    faults=_faults,
    applies=_applies,
)
