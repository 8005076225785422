"""A function that may not run as often at once as its queue would have it."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import number, value
from stratiform.check.delivery import into
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _most(settings: object) -> float | None:
    return number(value(settings, "ScalingConfig.MaximumConcurrency")) if isinstance(settings, dict) else None


def _applies(function: Resource, graph: Graph) -> bool:
    return any(_most(one.settings) for one in into(graph, function))


def _faults(function: Resource, graph: Graph) -> Fault | None:
    reserved = number(value(function, "ReservedConcurrentExecutions"))
    limited = [one for one in into(graph, function) if _most(one.settings)]
    wanted = sum(_most(one.settings) or 0 for one in limited)
    if reserved is None or reserved >= wanted:
        return None
    return Fault(
        f"Its event sources run it {wanted:g} times at once; {reserved:g} are reserved.",
        at="ReservedConcurrentExecutions",
        evidence=tuple(one.source for one in limited),
    )


RULE = Rule(
    title="A function has less concurrency than its event sources use",
    why="Lambda takes messages that it cannot run, and they end in the dead-letter queue without a try.",
    fix="Reserve at least the sum of MaximumConcurrency of its event sources, or lower those.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html",
    types=("AWS::Lambda::Function", "AWS::Serverless::Function"),
    applies=_applies,
    faults=_faults,
)
