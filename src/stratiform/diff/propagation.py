"""Values computed from a replaced resource change with it, and may replace what uses them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from stratiform.assembly.graph import Address, Edge, Graph, Resource
from stratiform.assembly.graph import Kind as Link
from stratiform.assembly.properties import is_unknown
from stratiform.diff.changes import Change, Effect, Kind, PropertyChange
from stratiform.diff.replacement import effect
from stratiform.diff.resources import Bodies, change

_VALUES = (Link.REF, Link.ATTRIBUTE, Link.SUBSTITUTION, Link.IMPORT)
BothBodies = Callable[[Resource, Resource], Bodies]


def propagate(
    changes: Mapping[Address, Change],
    after: Graph,
    origin: Mapping[Address, Resource],
    bodies: BothBodies,
) -> dict[Address, Change]:
    """``changes`` with the replacements that follow from replacements, until nothing more does.

    ``origin`` has what each resource of the second graph was. ``bodies`` gives what the two templates say
    of a resource, before and after.
    """
    found = dict(changes)
    waiting = [address for address, one in found.items() if _is_replaced(one)]
    while waiting:
        source = waiting.pop()
        for edge in after.into(source):
            old = origin.get(edge.source)
            new = after.resources.get(edge.source)
            if old is None or new is None or edge.kind not in _VALUES or edge.source == source:
                continue
            was = found.get(edge.source)
            updated = _with(was, edge, old, new, bodies)
            if updated is not None:
                found[edge.source] = updated
                if was is None or not _is_replaced(was):
                    waiting.append(edge.source)
    return found


def _with(was: Change | None, edge: Edge, old: Resource, new: Resource, bodies: BothBodies) -> Change | None:
    """The change with the place the edge starts from; None where that replaces nothing or is known."""
    path = f"Properties.{edge.at}"
    known = was.properties if was else ()
    told = any(one.path == path or one.path.startswith((f"{path}.", f"{path}[")) for one in known)
    if told or (was and was.before and was.before.address.logical_id != new.address.logical_id):
        return None
    if effect(new.type, edge.at) not in (Effect.MAY_REPLACE, Effect.REPLACES):
        return None
    value = _value(new.properties, edge.at)
    place = PropertyChange(path, value, value, Effect.MAY_REPLACE, because=edge.target)
    made = change(Kind.CHANGED, old, new, (*known, place), bodies(old, new))
    return replace(
        made, reasons=(*made.reasons, f"{edge.at} is computed from {edge.target}, which is replaced")
    )


def _value(properties: Any, path: str) -> Any:
    for step in path.replace("[", ".[").split("."):
        if is_unknown(properties):
            return properties
        if step.startswith("[") and isinstance(properties, list):
            index = int(step[1:-1])
            properties = properties[index] if index < len(properties) else None
        else:
            properties = properties.get(step) if isinstance(properties, dict) else None
    return properties


def _is_replaced(one: Change) -> bool:
    """Whether what refers to it may get another value."""
    if one.before is None or one.after is None:
        return False
    if one.before.address.logical_id != one.after.address.logical_id:
        return True
    worst = max((part.effect for part in one.properties), default=Effect.NONE)
    return worst in (Effect.MAY_REPLACE, Effect.REPLACES)
