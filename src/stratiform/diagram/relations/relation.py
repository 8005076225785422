"""One reason to draw a line."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stratiform.assembly.graph import Address


class Strength(enum.IntEnum):
    """How sure a relation's meaning is: where several hold between two nodes, the surest give the label."""

    REFERENCE = 0
    REACHES = 1
    MAY = 2
    DOES = 3


@dataclass(frozen=True)
class Relation:
    """``source`` None is the world outside. ``reason`` tells the declaration it is known from."""

    source: Address | None
    target: Address
    label: str
    reason: str
    strength: Strength = Strength.DOES


def between(
    sources: Iterable[Address | None],
    targets: Iterable[Address],
    label: str,
    reason: str,
    strength: Strength = Strength.DOES,
) -> Iterator[Relation]:
    """Each of ``sources`` with each of ``targets``, but none with itself."""
    ends = list(targets)
    for source in sources:
        for target in ends:
            if source != target:
                yield Relation(source, target, label, reason, strength)
