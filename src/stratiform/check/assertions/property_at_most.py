"""A property is a number, and small enough."""

from __future__ import annotations

from stratiform.assembly.graph import Graph
from stratiform.assembly.properties import number
from stratiform.check.assertion import Assertion, Given, Kind, Outcome, Parameter
from stratiform.check.selection import PATH, each, seen


def _judge(graph: Graph, given: Given) -> Outcome:
    most = given["most"]

    def wrong(found: object) -> str | None:
        amount = number(found)
        return None if amount is not None and amount <= most else f"{seen(found)}, more than {most:g}"

    return each(graph, given, wrong)


ASSERTION = Assertion(
    about="The property is at most a number.",
    parameters={**PATH, "most": Parameter(Kind.NUMBER, "the most it may be")},
    judge=_judge,
)
