"""A property matches no pattern that it must not match."""

from __future__ import annotations

from stratiform.assembly.graph import Graph
from stratiform.check.assertion import Assertion, Given, Kind, Outcome, Parameter
from stratiform.check.assertions.property_matches import matching
from stratiform.check.selection import PATH


def _judge(graph: Graph, given: Given) -> Outcome:
    pattern = given["pattern"]
    absent = {**given, "skip_absent": True}
    return matching(
        graph, absent, lambda found: bool(pattern.search(found)), f"which matches {pattern.pattern}"
    )


ASSERTION = Assertion(
    about="The property, where it is given, does not match the pattern.",
    parameters={**PATH, "pattern": Parameter(Kind.PATTERN, "the pattern that must not be found")},
    judge=_judge,
)
