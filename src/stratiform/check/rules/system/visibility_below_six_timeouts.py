"""A queue that leaves its consumer no time for retries."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.consumers import consumers, visibility
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _applies(queue: Resource, graph: Graph) -> bool:
    hidden = visibility(queue)
    known = [one.timeout for one in consumers(graph, queue) if one.timeout is not None]
    return hidden is not None and bool(known) and hidden >= max(known)


def _faults(queue: Resource, graph: Graph) -> Fault | None:
    hidden = visibility(queue)
    for one in consumers(graph, queue):
        if hidden is None or one.timeout is None:
            continue
        wanted = 6 * one.timeout + one.window
        if hidden < wanted:
            return Fault(
                f"A message is hidden for {hidden:g} s; {one.function.address.logical_id} may take "
                f"{one.timeout:g} s, for which AWS advises {wanted:g} s.",
                at="VisibilityTimeout",
                evidence=tuple(dict.fromkeys((one.trigger.by, one.function.address))),
            )
    return None


RULE = Rule(
    title="A queue leaves its function no time for retries",
    why="Lambda tries a throttled batch again within the visibility timeout; after it, messages repeat.",
    fix="Set VisibilityTimeout to six times the timeout of the function, plus its batching window.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    types=("AWS::SQS::Queue",),
    applies=_applies,
    faults=_faults,
)
