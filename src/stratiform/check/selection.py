"""Which resources an assertion is about, and the values at its property path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, items, value
from stratiform.check.assertion import Failure, Given, Kind, Outcome, Parameter
from stratiform.check.plumbing import is_plumbing

TYPES: Mapping[str, Parameter] = {
    "types": Parameter(Kind.TEXTS, "the resource types it is about"),
    "where": Parameter(Kind.CHOICE, "only those with these values", {}),
}
PATH: Mapping[str, Parameter] = {
    **TYPES,
    "path": Parameter(Kind.TEXT, "the property; `[]` after a list stands for each member"),
    "default": Parameter(Kind.VALUE, "what holds where the property is absent", None),
    "skip_absent": Parameter(Kind.FLAG, "leave out what lacks the property", False),
}


def selected(graph: Graph, given: Given) -> Iterator[Resource]:
    """The resources of the given types, without those that the CDK adds for its own work."""
    for resource in graph.of_type(*given["types"]):
        wanted = all(value(resource, path) == wanted for path, wanted in given["where"].items())
        if wanted and not is_plumbing(resource):
            yield resource


def values(resource: Resource, path: str) -> Iterator[tuple[str, Any]]:
    """Each value at ``path`` with its place; a property that is absent is None, of each member of a list."""
    yield from _values(resource.properties, path, "")


def _values(holder: Any, path: str, before: str) -> Iterator[tuple[str, Any]]:
    head, separator, rest = path.partition("[].")
    if not separator and not path.endswith("[]"):
        yield f"{before}{path}", value(holder, path) if isinstance(holder, Mapping) else None
        return
    head = head.removesuffix("[]")
    found = value(holder, head) if isinstance(holder, Mapping) else None
    if is_unknown(found):
        yield f"{before}{head}", found
        return
    for index, member in enumerate(items(found)):
        place = f"{before}{head}[{index}]"
        if not rest or is_unknown(member):
            yield place, member
        else:
            yield from _values(member, rest, f"{place}.")


def each(graph: Graph, given: Given, wrong: Callable[[Any], str | None]) -> Outcome:
    """Judges the value at the path of every selected resource; ``wrong`` says how a sentence ends.

    A value that only a deployment knows, and a list without members, are not judged.
    """
    passed, failed = [], []
    for resource in selected(graph, given):
        judged, faults = False, []
        for place, found in values(resource, given["path"]):
            if is_unknown(found) or (found is None and given["skip_absent"]):
                continue
            judged = True
            if says := wrong(given["default"] if found is None else found):
                faults.append(f"{place} of {resource.address.logical_id} {says}")
        if faults:
            failed.append(Failure(f"{faults[0]}.", (resource.address,)))
        elif judged:
            passed.append(resource.address)
    return Outcome(tuple(passed), tuple(failed))


def seen(found: Any) -> str:
    """A value as a sentence can say it."""
    return "is absent" if found is None else f"is {found!r}"
