"""A queue that gives a message to a second consumer while the first still works on it."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.consumers import consumers, visibility
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _applies(queue: Resource, graph: Graph) -> bool:
    return visibility(queue) is not None and any(one.timeout is not None for one in consumers(graph, queue))


def _faults(queue: Resource, graph: Graph) -> Fault | None:
    hidden = visibility(queue)
    for one in consumers(graph, queue):
        if hidden is not None and one.timeout is not None and one.timeout > hidden:
            name = one.function.address.logical_id
            return Fault(
                f"A message is hidden for {hidden:g} s, and {name} may take {one.timeout:g} s.",
                at="VisibilityTimeout",
                evidence=tuple(dict.fromkeys((one.trigger.by, one.function.address))),
            )
    return None


RULE = Rule(
    title="A queue shows messages again while their consumer still works",
    why="Lambda refuses such a mapping; other consumers process the same message twice.",
    fix="Set VisibilityTimeout to six times the timeout of the function, plus its batching window.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    types=("AWS::SQS::Queue",),
    applies=_applies,
    faults=_faults,
)
