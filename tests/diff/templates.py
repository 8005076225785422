"""Templates as dictionaries, and what is asked of their changes."""

from __future__ import annotations

from typing import Any

from stratiform.diff import Change, Changes


def resource(type_: str, **properties: Any) -> dict[str, Any]:
    """A resource; a name that starts with ``_`` is an attribute beside the properties."""
    attributes = {name[1:]: value for name, value in properties.items() if name.startswith("_")}
    given = {name: value for name, value in properties.items() if not name.startswith("_")}
    return {"Type": f"AWS::{type_}", **attributes, "Properties": given}


def the(changes: Changes, logical_id: str) -> Change:
    """The one change of a resource."""
    (found,) = [one for one in changes.resources if one.address.logical_id == logical_id]
    return found


def told(changes: Changes, *, widens: bool = True) -> list[str]:
    """The sentences of the concerns with the logical ids they are about."""
    return [
        f"{one.resource.address.logical_id}: {one.says}" for one in changes.concerns if one.widens is widens
    ]
