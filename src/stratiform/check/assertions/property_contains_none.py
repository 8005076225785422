"""A property is a list that has none of several values."""

from __future__ import annotations

from stratiform.assembly.graph import Graph
from stratiform.assembly.properties import items
from stratiform.check.assertion import Assertion, Given, Kind, Outcome, Parameter
from stratiform.check.selection import PATH, each


def _judge(graph: Graph, given: Given) -> Outcome:
    refused = given["values"]

    def wrong(found: object) -> str | None:
        bad = [str(one) for one in items(found) if one in refused]
        return f"has {', '.join(bad)}" if bad else None

    return each(graph, given, wrong)


ASSERTION = Assertion(
    about="The property is absent, or a list that has none of the values.",
    parameters={**PATH, "values": Parameter(Kind.VALUES, "the values that must not be in it")},
    judge=_judge,
)
