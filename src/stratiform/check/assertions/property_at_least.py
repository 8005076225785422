"""A property is a number, and large enough."""

from __future__ import annotations

from stratiform.assembly.graph import Graph
from stratiform.assembly.properties import number
from stratiform.check.assertion import Assertion, Given, Kind, Outcome, Parameter
from stratiform.check.selection import PATH, each, seen


def _judge(graph: Graph, given: Given) -> Outcome:
    least = given["least"]

    def wrong(found: object) -> str | None:
        amount = number(found)
        return None if amount is not None and amount >= least else f"{seen(found)}, less than {least:g}"

    return each(graph, given, wrong)


ASSERTION = Assertion(
    about="The property is at least a number.",
    parameters={**PATH, "least": Parameter(Kind.NUMBER, "the least it may be")},
    judge=_judge,
)
