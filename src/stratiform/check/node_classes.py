"""The classes of a managed service's nodes, e.g. ``db.m5.large``: their generation and their processor."""

from __future__ import annotations

from collections.abc import Mapping

from stratiform.assembly.graph import Resource
from stratiform.assembly.properties import value
from stratiform.check.launches import family
from stratiform.check.rule import Fault
from stratiform.check.shapes import Faults

# The series that have a successor on Graviton, from the generation on that is not outdated itself.
_X86 = {"t": 3, "m": 5, "r": 5, "c": 5, "x": 2}


def node_class(resource: Resource, path: str) -> tuple[str, tuple[str, int, str]] | None:
    """The class at ``path`` and its family, as in ``("db.m5.large", ("m", 5, ""))``; None where unknown."""
    found = value(resource, path)
    if not isinstance(found, str):
        return None
    parts = family(found.removeprefix("db.").removeprefix("cache.").removeprefix("kafka."))
    return (found, parts) if parts else None


def not_older_than(path: str, current: Mapping[str, int]) -> Faults:
    """A fault where the class at ``path`` is of an earlier generation than ``current`` says of its series."""

    def faults(resource: Resource, graph: object) -> Fault | None:
        known = node_class(resource, path)
        if known is None or known[1][1] >= current.get(known[1][0], 0):
            return None
        return Fault(f"{path} is {known[0]}, which is of an earlier generation.", at=path)

    return faults


def on_graviton(path: str, series: str) -> Faults:
    """A fault where the class at ``path`` is current, on x86, and one of ``series``, as in ``tmr``."""

    def faults(resource: Resource, graph: object) -> Fault | None:
        known = node_class(resource, path)
        if known is None or known[1][0] not in series or "g" in known[1][2]:
            return None
        outdated = known[1][1] < _X86[known[1][0]]
        return None if outdated else Fault(f"{path} is {known[0]}, which is not Graviton.", at=path)

    return faults
