"""What a usage file may say of a resource, and what is assumed where it says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

TIERS = ("dev", "staging", "prod")


@dataclass(frozen=True)
class Key:
    """One usage key of a type.

    ``defaults`` are the amounts assumed in dev, staging and prod; all 0 for what only a file can tell.
    ``shape`` marks a property of each use (a duration, a size): it keeps its default where a file states
    only how often. ``choices`` are the texts it takes, the first being the default.
    """

    name: str
    about: str
    defaults: tuple[Decimal, Decimal, Decimal] = (Decimal(), Decimal(), Decimal())
    shape: bool = False
    choices: tuple[str, ...] = ()

    def default(self, tier: str) -> Decimal:
        """The amount assumed in a tier. A tier of one's own counts as production."""
        return self.defaults[TIERS.index(tier) if tier in TIERS else -1]


def amount(name: str, about: str, *defaults: float) -> Key:
    """A number a month, assumed as ``defaults``: one for every tier, or three for dev, staging, prod."""
    three = tuple(Decimal(str(value)) for value in defaults)
    if len(three) != 3:
        three = (three or (Decimal(),)) * 3
    return Key(name, about, (three[0], three[1], three[2]))


def shape(name: str, about: str, default: float) -> Key:
    """A property of each use, such as a duration."""
    value = Decimal(str(default))
    return Key(name, about, (value, value, value), shape=True)


def choice(name: str, about: str, *choices: str) -> Key:
    """One of some texts; the first is the default."""
    return Key(name, about, shape=True, choices=choices)
