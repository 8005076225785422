"""Properties are given."""

from __future__ import annotations

from stratiform.assembly.graph import Graph
from stratiform.check.assertion import Assertion, Failure, Given, Kind, Outcome, Parameter
from stratiform.check.selection import TYPES, selected, values

_EMPTY: tuple[object, ...] = (None, "", [], {})


def _judge(graph: Graph, given: Given) -> Outcome:
    passed, failed = [], []
    paths, enough = given["paths"], any if given["any"] else all
    for resource in selected(graph, given):
        has = {path: all(found not in _EMPTY for _, found in values(resource, path)) for path in paths}
        if enough(has.values()):
            passed.append(resource.address)
        else:
            missing = [path for path in paths if not has[path]]
            names = (" and " if not given["any"] else " nor ").join(missing)
            failed.append(Failure(f"{resource.address.logical_id} has no {names}.", (resource.address,)))
    return Outcome(tuple(passed), tuple(failed))


ASSERTION = Assertion(
    about="The properties are given, whatever they are.",
    parameters={
        **TYPES,
        "paths": Parameter(Kind.TEXTS, "the properties; `[]` after a list stands for each member"),
        "any": Parameter(Kind.FLAG, "one of them is enough", False),
    },
    judge=_judge,
)
