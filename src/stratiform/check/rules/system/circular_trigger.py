"""A function that triggers itself through what it writes."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.delivery import into
from stratiform.check.loops import loop_of
from stratiform.check.placement import FUNCTIONS
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _applies(function: Resource, graph: Graph) -> bool:
    return bool(into(graph, function))


def _faults(function: Resource, graph: Graph) -> Fault | None:
    loop = loop_of(graph, function)
    if loop is None:
        return None
    names = " -> ".join(address.logical_id for address in (*loop, function.address))
    return Fault(f"What it may write starts it again: {names}.", evidence=loop[1:])


RULE = Rule(
    title="A function can start itself again",
    why="Each run may cause the next, without end and at growing cost.",
    fix="Write to another bucket, queue or topic than the one that triggers it, or filter the trigger.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html",
    types=FUNCTIONS,
    applies=_applies,
    faults=_faults,
)
