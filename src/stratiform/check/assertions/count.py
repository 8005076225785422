"""There are as many resources as there should be."""

from __future__ import annotations

from stratiform.assembly.graph import Graph
from stratiform.check.assertion import Assertion, Failure, Given, Kind, Outcome, Parameter
from stratiform.check.selection import TYPES, selected


def _judge(graph: Graph, given: Given) -> Outcome:
    if given["when"] and not any(graph.of_type(*given["when"])):
        return Outcome()
    found = tuple(resource.address for resource in selected(graph, given))
    least, most = given["least"], given["most"]
    if len(found) >= least and (most is None or len(found) <= most):
        return Outcome(found) if found else Outcome()
    names = " or ".join(given["types"])
    wanted = f"at least {least:g}" if len(found) < least else f"at most {most:g}"
    return Outcome(failed=(Failure(f"There are {len(found)} {names}; there must be {wanted}.", found),))


ASSERTION = Assertion(
    about="There are at least, or at most, so many resources.",
    parameters={
        **TYPES,
        "least": Parameter(Kind.NUMBER, "at least so many", 1),
        "most": Parameter(Kind.NUMBER, "at most so many", None),
        "when": Parameter(Kind.TEXTS, "only in a system that has a resource of one of these types", []),
    },
    judge=_judge,
)
