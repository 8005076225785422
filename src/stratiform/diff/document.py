"""The changes as one JSON document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from stratiform.assembly.graph import Address, Resource
from stratiform.diff.changes import ABSENT, Change, Concern, PropertyChange
from stratiform.diff.report import Report, says, where
from stratiform.diff.wording import concealed


def document(report: Report, *, folder: str = "") -> dict[str, Any]:
    """Everything that is known of the changes; a value that is not there is left out."""
    changes = report.changes
    found: dict[str, Any] = {
        "empty": changes.empty,
        "destructive": len(changes.destructive),
        "broadening": len(changes.broadening),
        "template": {
            "added": _addresses(changes.template.added),
            "removed": _addresses(changes.template.removed),
            "modified": _addresses(changes.template.modified),
        },
        "resources": [_change(one, folder) for one in changes.resources],
        "concerns": [_concern(one, folder) for one in changes.concerns],
        "values": [
            {"what": one.what, "stack": one.stack, "name": one.name} | _sides(one.before, one.after)
            for one in changes.values
        ],
        "notes": list(changes.notes),
    }
    if report.cost:
        before, after = report.cost.before, report.cost.after
        found["cost"] = {
            "unit": "USD a month",
            "before": float(before),
            "after": float(after),
            "difference": float(after - before),
        }
    return found


def _change(one: Change, folder: str) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "effect": one.effect.name.lower(),
        **_resource(one.resource, folder),
        **({"before": str(one.before.address)} if one.before and one.before.address != one.address else {}),
        "says": says(one),
        "reasons": list(one.reasons),
        "properties": [_property(place) for place in one.properties],
    }


def _property(one: PropertyChange) -> dict[str, Any]:
    return {
        "path": one.path,
        "effect": one.effect.name.lower(),
        **({"code": True} if one.code else {}),
        **({"because": str(one.because)} if one.because else {}),
        **_sides(concealed(one.path, one.before), concealed(one.path, one.after)),
    }


def _concern(one: Concern, folder: str) -> dict[str, Any]:
    return {
        "topic": one.topic.name.lower(),
        "widens": one.widens,
        **_resource(one.resource, folder),
        "says": one.says,
        **({"at": one.at} if one.at else {}),
    }


def _resource(one: Resource, folder: str) -> dict[str, Any]:
    return {
        "stack": one.address.stack,
        "logical_id": one.address.logical_id,
        "path": one.path,
        "type": one.type,
        "where": where(one.origin, folder),
    }


def _sides(before: Any, after: Any) -> dict[str, Any]:
    return {name: value for name, value in (("before", before), ("after", after)) if value is not ABSENT}


def _addresses(found: Iterable[Address]) -> list[dict[str, str]]:
    return [{"stack": one.stack, "logical_id": one.logical_id} for one in sorted(found)]
