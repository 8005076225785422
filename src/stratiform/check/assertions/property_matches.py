"""A property is a text that matches a pattern, or must not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.assertion import Assertion, Failure, Given, Kind, Outcome, Parameter
from stratiform.check.selection import PATH, seen, selected, values
from stratiform.check.texts import written


def matching(graph: Graph, given: Given, wrong: Callable[[str], bool], ends: str) -> Outcome:
    """Judges texts, also those of which a part is filled in by the deployment."""
    outcome = Outcome()
    for resource in selected(graph, given):
        found = [
            (place, given["default"] if one is None else one)
            for place, one in values(resource, given["path"])
        ]
        outcome = _with(outcome, resource, given, found, wrong, ends)
    return outcome


def _with(
    outcome: Outcome,
    resource: Resource,
    given: Given,
    found: list[tuple[str, Any]],
    wrong: Callable[[str], bool],
    ends: str,
) -> Outcome:
    judged = [(place, text) for place, one in found if (text := written(one)) is not None]
    absent = [] if given["skip_absent"] else [place for place, one in found if one is None]
    faults = [
        f"{place} of {resource.address.logical_id} {seen(one)}, {ends}"
        for place, one in judged
        if one and wrong(one)
    ]
    faults += [f"{place} of {resource.address.logical_id} is absent" for place in absent]
    if faults:
        return replace(outcome, failed=(*outcome.failed, Failure(f"{faults[0]}.", (resource.address,))))
    if judged:
        return replace(outcome, passed=(*outcome.passed, resource.address))
    return outcome


def _judge(graph: Graph, given: Given) -> Outcome:
    pattern = given["pattern"]
    return matching(
        graph, given, lambda found: not pattern.search(found), f"which does not match {pattern.pattern}"
    )


ASSERTION = Assertion(
    about="The property is a text that matches the pattern somewhere.",
    parameters={**PATH, "pattern": Parameter(Kind.PATTERN, "the pattern; ^ and $ tie it to the ends")},
    judge=_judge,
)
