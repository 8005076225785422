"""A property is a list that has a value."""

from __future__ import annotations

from stratiform.assembly.graph import Graph
from stratiform.assembly.properties import items
from stratiform.check.assertion import Assertion, Given, Kind, Outcome, Parameter
from stratiform.check.selection import PATH, each, seen


def _judge(graph: Graph, given: Given) -> Outcome:
    wanted = given["value"]
    return each(
        graph, given, lambda found: None if wanted in items(found) else f"{seen(found)}, without {wanted}"
    )


ASSERTION = Assertion(
    about="The property is a list that has the value.",
    parameters={**PATH, "value": Parameter(Kind.VALUE, "the value that must be in it")},
    judge=_judge,
)
