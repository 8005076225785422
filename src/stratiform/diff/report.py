"""Changes in sections, as every format tells them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from stratiform.assembly.graph import Origin
from stratiform.assembly.properties import is_unknown
from stratiform.diff.changes import (
    ABSENT,
    Change,
    Changes,
    Concern,
    Effect,
    Kind,
    PropertyChange,
    Topic,
    ValueChange,
)
from stratiform.diff.resources import REVISIONS
from stratiform.diff.wording import concealed, listed, short

_VERBS: Mapping[Effect, str] = {
    Effect.NONE: "does not change",
    Effect.CREATES: "is created",
    Effect.UPDATES: "is updated in place",
    Effect.KEEPS: "leaves the stack",
    Effect.INTERRUPTS: "is interrupted",
    Effect.DELETES: "is deleted",
    Effect.MAY_REPLACE: "may be replaced",
    Effect.REPLACES: "is replaced",
}
_TOPICS = {
    Topic.EXPOSURE: "Opens the network",
    Topic.ACCESS: "Widens access",
    Topic.ALARM: "Loses alarms",
    Topic.PROTECTION: "Weakens protection",
}
_LOSSES = {Effect.DESTROYS_DATA: "Destroys data", Effect.MAY_DESTROY_DATA: "May destroy data"}
_REST = {
    Effect.REPLACES: "Replaces",
    Effect.MAY_REPLACE: "May replace",
    Effect.DELETES: "Deletes",
    Effect.INTERRUPTS: "Interrupts",
    Effect.KEEPS: "Leaves the stack",
}
_CALM = {Effect.CREATES: "added", Effect.UPDATES: "updated in place", Effect.NONE: "without effect"}


@dataclass(frozen=True)
class Line:
    """One thing that happens to one resource."""

    path: str
    type: str
    says: str
    where: str | None


@dataclass(frozen=True)
class Section:
    """Lines of one danger, the most dangerous section first."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Cost:
    """US dollars a month, before and after."""

    before: Decimal
    after: Decimal


@dataclass(frozen=True)
class Report:
    """What a format writes. ``sections`` are dangerous, ``calm`` has the rest, ``narrows`` what closes."""

    changes: Changes
    sections: tuple[Section, ...]
    calm: tuple[Section, ...]
    narrows: tuple[Line, ...]
    values: tuple[str, ...]
    cost: Cost | None = None


def report(changes: Changes, cost: Cost | None = None, *, folder: str = "") -> Report:
    """The changes in sections; origins below ``folder`` are told relative to it."""
    shown = [(_danger(one), _line(one, folder)) for one in changes.resources]

    def of(effects: Mapping[Effect, str]) -> list[Section]:
        return [
            Section(title, tuple(line for told, line in shown if told is effect))
            for effect, title in effects.items()
        ]

    open_ = [
        Section(
            title,
            tuple(_concern(one, folder) for one in changes.concerns if one.widens and one.topic is topic),
        )
        for topic, title in _TOPICS.items()
    ]
    sections, calm = [*of(_LOSSES), *open_, *of(_REST)], of(_CALM)
    return Report(
        changes,
        tuple(section for section in sections if section.lines),
        tuple(section for section in calm if section.lines),
        tuple(_concern(one, folder) for one in changes.concerns if not one.widens),
        tuple(_value(one) for one in changes.values),
        cost,
    )


def _danger(change: Change) -> Effect:
    """The effect, save that a new revision is made on purpose and replaces nothing that anybody misses."""
    is_revision = change.effect is Effect.REPLACES and change.resource.type in REVISIONS
    return Effect.UPDATES if is_revision and change.kind is Kind.CHANGED else change.effect


def _line(change: Change, folder: str) -> Line:
    resource = change.resource
    return Line(resource.path, resource.type, says(change), where(resource.origin, folder))


def _concern(concern: Concern, folder: str) -> Line:
    return Line(
        concern.resource.path, concern.resource.type, concern.says, where(concern.resource.origin, folder)
    )


def says(change: Change) -> str:
    """What happens to the resource and why, without its name."""
    told = "; ".join(change.reasons)
    if change.kind in (Kind.RENAMED, Kind.MOVED) and change.reasons:
        return told
    if change.kind is Kind.MOVED:
        assert change.before is not None
        return f"was {change.before.path}"
    verb = _VERBS.get(change.effect)
    if _danger(change) is Effect.UPDATES and change.effect is Effect.REPLACES:
        verb = "gets a new revision"
    if verb is None:
        sure = change.effect is Effect.DESTROYS_DATA
        verb = "is deleted" if change.kind is Kind.REMOVED else "is replaced" if sure else "may be replaced"
    worst = max((one.effect for one in change.properties), default=Effect.NONE)
    places = [_place(one) for one in change.properties if one.effect is worst and one.because is None]
    why = f"{verb}: {listed(places, most=3)}" if places else verb
    return "; ".join(part for part in (why, told) if part)


def _place(one: PropertyChange) -> str:
    name = one.path.removeprefix("Properties.")
    if one.code:
        return "new code"
    if any(isinstance(side, dict | list) and not is_unknown(side) for side in (one.before, one.after)):
        if one.before is ABSENT or one.after is ABSENT:
            return f"{name} {'appears' if one.before is ABSENT else 'goes'}"
        if isinstance(one.before, list) and isinstance(one.after, list):
            lost = [short(item) for item in one.before if item not in one.after]
            gained = [short(item) for item in one.after if item not in one.before]
            if not any(isinstance(item, dict) and not is_unknown(item) for item in (*one.before, *one.after)):
                ways = {"loses": lost, "gets": gained}
                said = [f"{verb} {listed(items, most=2)}" for verb, items in ways.items() if items]
                return f"{name} {' and '.join(said) or 'has another order'}"
        return f"{name} differs"
    before, after = concealed(name, one.before), concealed(name, one.after)
    return f"{name} {short(before)} -> {short(after)}"


def _value(one: ValueChange) -> str:
    name = f"{one.what} {one.stack}/{one.name}"
    if one.before is ABSENT:
        return f"{name} is new"
    return f"{name} is gone" if one.after is ABSENT else f"{name} differs"


def where(origin: Origin | None, folder: str) -> str | None:
    """The file and line as a reader in ``folder`` would name it."""
    if origin is None:
        return None
    file = origin.file
    if folder and os.path.isabs(file) and os.path.commonpath([file, folder]) == folder:  # noqa: PTH117
        file = os.path.relpath(file, folder)
    return f"{file}:{origin.line}"
