"""Resources have tags."""

from __future__ import annotations

from stratiform.assembly.graph import Graph
from stratiform.check.assertion import Assertion, Failure, Given, Kind, Outcome, Parameter
from stratiform.check.environments import tags_of
from stratiform.check.selection import TYPES, selected


def _judge(graph: Graph, given: Given) -> Outcome:
    passed, failed = [], []
    for resource in selected(graph, given):
        stack = graph.stacks.get(resource.address.stack)
        has = {**(stack.tags if stack else {}), **tags_of(resource)}
        missing = [key for key in given["keys"] if has.get(key) in (None, "")]
        if missing:
            says = f"{resource.address.logical_id} has no tag {', '.join(missing)}."
            failed.append(Failure(says, (resource.address,)))
        else:
            passed.append(resource.address)
    return Outcome(tuple(passed), tuple(failed))


ASSERTION = Assertion(
    about="Resources, or their stacks, have these tags.",
    parameters={**TYPES, "keys": Parameter(Kind.TEXTS, "the tags they must have")},
    judge=_judge,
)
