"""How much a system is used: what a file states of each resource, checked against the meters.

    AWS::Lambda::Function: {monthly_requests: 2000000, request_duration_ms: 80}
    "*/Uploads/*": {standard: {storage_gb: 500}}
    data_transfer: {monthly_outbound_internet_gb: 300}

A name is a type, a construct path, a ``stack/logical id`` or a logical id; the last three may have ``*``.
The nearest statement counts: an exact name before a pattern, a longer pattern before a shorter one, a type
last. What a file states of a resource is all its usage: amounts that it leaves out count as 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fnmatch import fnmatchcase

from stratiform.assembly.graph import Resource

Value = Decimal | str


@dataclass(frozen=True)
class Statement:
    """What one entry of the file says. ``where`` is its file and line."""

    name: str
    values: Mapping[str, Value]
    where: str

    def nearness(self, resource: Resource) -> tuple[int, int] | None:
        """How exactly this entry names a resource; None where it does not."""
        names = (resource.path, str(resource.address), resource.address.logical_id)
        if self.name in names:
            return 2, 0
        if "*" in self.name and any(fnmatchcase(name, self.name) for name in names):
            return 1, len(self.name)
        return (0, 0) if self.name == resource.type else None


@dataclass(frozen=True)
class Stated:
    """The usage that a file states of one resource, by dotted key."""

    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Usage:
    """Everything that a usage file states."""

    statements: tuple[Statement, ...] = ()

    def of(self, resource: Resource) -> Stated:
        """What is stated of one resource; the nearest statement of each key counts."""
        near = [(found, s) for s in self.statements if (found := s.nearness(resource)) is not None]
        near.sort(key=lambda pair: pair[0])
        values: dict[str, Value] = {}
        for _, statement in near:
            values.update(statement.values)
        return Stated(values)

    def named(self, name: str) -> Stated:
        """What is stated under exactly this name."""
        return Stated({key: v for s in self.statements if s.name == name for key, v in s.values.items()})


def usage(document: Mapping[str, Mapping[str, object]]) -> Usage:
    """Usage from plain values, unchecked: ``{"AWS::SQS::Queue": {"monthly_requests": 5000000}}``."""
    return Usage(tuple(Statement(name, flat(values), name) for name, values in document.items()))


def flat(values: Mapping[str, object], above: str = "") -> dict[str, Value]:
    """Nested usage as dotted keys."""
    found: dict[str, Value] = {}
    for name, item in values.items():
        if isinstance(item, Mapping):
            found.update(flat(item, f"{above}{name}."))
        else:
            found[f"{above}{name}"] = item if isinstance(item, str) else Decimal(str(item))
    return found
