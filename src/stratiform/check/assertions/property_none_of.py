"""A property has none of several values."""

from __future__ import annotations

from stratiform.assembly.graph import Graph
from stratiform.assembly.properties import is_true
from stratiform.check.assertion import Assertion, Given, Kind, Outcome, Parameter
from stratiform.check.selection import PATH, each, seen


def _judge(graph: Graph, given: Given) -> Outcome:
    refused = given["values"]
    return each(
        graph,
        given,
        lambda found: seen(found) if found in refused or (True in refused and is_true(found)) else None,
    )


ASSERTION = Assertion(
    about="The property has none of the values.",
    parameters={**PATH, "values": Parameter(Kind.VALUES, "the values it must not have")},
    judge=_judge,
)
