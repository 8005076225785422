"""The shapes that faults of single properties have. A rule with its own logic writes its own function.

Every function here returns the ``faults`` of a rule. ``path`` is a dotted property path, as in
``properties.value``; ``says`` is the sentence of the fault, in which ``{value}`` is the value seen, as in
``absent`` or ``false by default``. ``default`` is what CloudFormation takes where the property is absent.
A value that only a deployment knows is no fault.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.properties import is_true, is_unknown, items, may_be_absent, number, value
from stratiform.assembly.retention import KEEPING
from stratiform.check.rule import Fault

Faults = Callable[[Resource, Graph], Fault | None]


def must(path: str, says: str, holds: Callable[[Any], bool], *, default: Any = None) -> Faults:
    """A fault where the value at ``path`` is known and ``holds`` is not true of it."""

    def faults(resource: Resource, graph: Graph) -> Fault | None:
        found = value(resource, path, default)
        if is_unknown(found) or holds(found):
            return None
        return Fault(seen(says, found, is_default=value(resource, path) is None), at=path)

    return faults


def seen(says: str, found: Any, *, is_default: bool) -> str:
    """``says`` with the value: as JSON writes it, ``absent``, or ``false by default``."""
    shown = "absent" if found is None else json.dumps(found) if isinstance(found, bool) else str(found)
    return says.replace("{value}", f"{shown} by default" if is_default and found is not None else shown)


def must_be_true(path: str, says: str, *, default: bool = False) -> Faults:
    """A fault where the boolean at ``path`` is false or, by its default, absent."""
    return must(path, says, is_true, default=default)


def must_be_false(path: str, says: str, *, default: bool = False) -> Faults:
    """A fault where the boolean at ``path`` is true or, by its default, absent."""
    return must(path, says, lambda found: not is_true(found), default=default)


def must_be_set(path: str, says: str) -> Faults:
    """A fault where ``path`` is absent or empty: an empty text, list or object."""
    return must(path, says, lambda found: found not in (None, "", [], {}))


def must_be_absent(path: str, says: str) -> Faults:
    """A fault where ``path`` is given, even as a value that is not known."""

    def faults(resource: Resource, graph: Graph) -> Fault | None:
        found = value(resource, path)
        return None if found in (None, "", [], {}) or may_be_absent(found) else Fault(says, at=path)

    return faults


def must_contain(path: str, member: Any, says: str) -> Faults:
    """A fault where the list at ``path`` lacks ``member``; a member that is not known may be it."""
    return must(path, says, lambda found: any(one == member or is_unknown(one) for one in items(found)))


def one_of(path: str, allowed: Collection[Any], says: str, *, default: Any = None) -> Faults:
    """A fault where the value at ``path`` is none of ``allowed``."""
    return must(path, says, lambda found: found in allowed, default=default)


def none_of(path: str, refused: Collection[Any], says: str, *, default: Any = None) -> Faults:
    """A fault where the value at ``path`` is one of ``refused``."""
    return must(path, says, lambda found: found not in refused, default=default)


def at_least(path: str, least: float, says: str, *, default: float | None = None) -> Faults:
    """A fault where the number at ``path`` is below ``least``; text that is no number is no fault."""

    def enough(found: Any) -> bool:
        if found is None:
            return False
        seen = number(found)
        return seen is None or seen >= least

    return must(path, says, enough, default=default)


def must_have_several(*paths: str) -> Faults:
    """A fault where a list at one of ``paths`` has one member, e.g. one subnet and so one zone.

    An import or a split as the member may stand for several.
    """

    def faults(resource: Resource, graph: Graph) -> Fault | None:
        for path in paths:
            found = value(resource, path)
            if not isinstance(found, list) or len(found) != 1:
                continue
            if not is_unknown(found[0]) or {"Ref", "Fn::GetAtt", "Fn::Select"} & set(found[0]):
                return Fault(f"{path} has one member.", at=path)
        return None

    return faults


def must_be_named_by(type_: str, path: str, says: str, *, at: str | None = None) -> Faults:
    """A fault where no resource of ``type_`` points at the subject from its property ``path``."""

    def faults(resource: Resource, graph: Graph) -> Fault | None:
        return None if any(sources(graph, resource, type_, path)) else Fault(says, at=at)

    return faults


def must_outlive_stack(resource: Resource, graph: Graph) -> Fault | None:
    """A fault where deleting the stack deletes the resource, which is what happens where nothing is said."""
    if resource.deletion_policy in KEEPING:
        return None
    by = "" if resource.deletion_policy else " by default"
    return Fault(f"DeletionPolicy is Delete{by}.")


def each(path: str, wrong: Callable[[Mapping[str, Any]], str | None]) -> Faults:
    """A fault where ``wrong`` says a sentence about a member of the list at ``path``; the first counts."""

    def faults(resource: Resource, graph: Graph) -> Fault | None:
        for index, member in enumerate(items(value(resource, path))):
            if isinstance(member, Mapping) and not is_unknown(member) and (says := wrong(member)):
                return Fault(says, at=f"{path}[{index}]")
        return None

    return faults


def first(*several: Faults) -> Faults:
    """The first fault that any of ``several`` finds."""

    def faults(resource: Resource, graph: Graph) -> Fault | None:
        return next((fault for one in several if (fault := one(resource, graph))), None)

    return faults
