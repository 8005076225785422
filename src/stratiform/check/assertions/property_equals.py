"""A property has a value."""

from __future__ import annotations

from stratiform.assembly.graph import Graph
from stratiform.assembly.properties import is_false, is_true
from stratiform.check.assertion import Assertion, Given, Kind, Outcome, Parameter
from stratiform.check.selection import PATH, each, seen


def same(found: object, wanted: object) -> bool:
    """Whether CloudFormation takes both for the same: ``"true"`` is True, ``"5"`` is 5."""
    if isinstance(wanted, bool):
        return is_true(found) if wanted else is_false(found)
    return found == wanted or (found is not None and str(found) == str(wanted))


def _judge(graph: Graph, given: Given) -> Outcome:
    wanted = given["value"]
    return each(graph, given, lambda found: None if same(found, wanted) else f"{seen(found)}, not {wanted!r}")


ASSERTION = Assertion(
    about="The property has the value.",
    parameters={**PATH, "value": Parameter(Kind.VALUE, "the value it must have")},
    judge=_judge,
)
