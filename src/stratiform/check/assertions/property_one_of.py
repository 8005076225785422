"""A property has one of several values."""

from __future__ import annotations

from stratiform.assembly.graph import Graph
from stratiform.check.assertion import Assertion, Given, Kind, Outcome, Parameter
from stratiform.check.selection import PATH, each, seen


def _judge(graph: Graph, given: Given) -> Outcome:
    allowed = given["values"]
    names = ", ".join(map(str, allowed))
    return each(graph, given, lambda found: None if found in allowed else f"{seen(found)}, none of {names}")


ASSERTION = Assertion(
    about="The property has one of the values.",
    parameters={**PATH, "values": Parameter(Kind.VALUES, "the values it may have")},
    judge=_judge,
)
