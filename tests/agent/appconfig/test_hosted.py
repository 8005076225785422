"""Which side of a deployment a content is, by what is kept: told only where it is one and not the other."""

from __future__ import annotations

import json
from typing import Any

import pytest

from stratiform.agent.appconfig.hosted import told_apart
from stratiform.agent.appconfig.rollout import Rollout
from stratiform.agent.appconfig.version import Version

ROLLOUT = Rollout(2, "20", 50.0)


def version(content: object, number: str | None = None) -> Version:
    return Version(content if isinstance(content, bytes) else json.dumps(content).encode(), number=number)


def flags(**values: dict[str, Any]) -> dict[str, Any]:
    """Flags as AppConfig keeps them."""
    made = {"_createdAt": "2026-01-01T00:00:00Z", "_updatedAt": "2026-01-02T00:00:00Z"}
    return {
        "version": "1",
        "flags": {name: {"name": name, **made} for name in values},
        "values": {name: {**made, **said} for name, said in values.items()},
    }


def sides(served: object, before: object, after: object) -> tuple[Version | None, Version | None]:
    found = told_apart(ROLLOUT, version(served), version(before, "10"), version(after, "20"))
    assert (found.number, found.version, found.share) == (2, "20", 50.0)
    return found.before, found.after


def test_what_is_served_as_it_is_kept_is_known_on_both_sides() -> None:
    for served in (b"one", b"two"):
        assert sides(served, b"one", b"two") == (version(b"one", "10"), version(b"two", "20"))


ON = {"beta": {"enabled": True, "size": 3}, "old": {"enabled": False}}
KEPT = flags(beta={"enabled": True, "size": 3}, old={"enabled": False, "text": "unsaid"})
OTHER = flags(beta={"enabled": True, "size": 4}, old={"enabled": False})


def test_flags_are_known_by_what_is_told_of_them_and_the_other_side_is_left_to_be_drawn() -> None:
    assert sides(ON, KEPT, OTHER) == (version(ON, "10"), None)
    assert sides(ON, OTHER, KEPT) == (None, version(ON, "20"))


VARIED = flags(beta={"_variants": [{"name": "a", "enabled": True, "rule": "(eq $tier 1)"}]})


@pytest.mark.parametrize(
    ("served", "before", "after"),
    [
        (b"three", b"one", b"two"),
        (b"one", b"one", b"one"),
        (ON, KEPT, flags(beta={"enabled": True, "size": 3}, old={"enabled": False, "text": "other"})),
        (ON, VARIED, OTHER),
        ({"beta": {"enabled": False}}, VARIED, OTHER),
        (b"'beta'::[ '''{\"enabled\":true}''' ]", VARIED, OTHER),
        (ON, {"values": ON}, OTHER),
        (["no", "object"], KEPT, OTHER),
        ({"beta": "no flag"}, KEPT, {"version": "1", "values": {"beta": "no flag"}}),
        (b"\xff", KEPT, OTHER),
        ({}, b"", b"null"),
    ],
)
def test_where_it_is_neither_or_both_nothing_is_told(served: object, before: object, after: object) -> None:
    assert sides(served, before, after) == (None, None)
