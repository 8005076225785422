"""An estimate as a value: charges by resource, free tiers, and what is not charged or cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from stratiform.assembly.graph import Address, Origin
from stratiform.cost.allowances import Credit
from stratiform.cost.component import Component, Source, amount


@dataclass(frozen=True)
class Charge:
    """What one resource is charged. ``scale`` is (least, counted, most) where it scales.

    ``assumptions`` are the amounts that were assumed, by usage key; ``notes`` all else that was.
    """

    address: Address
    path: str
    type: str
    service: str
    region: str
    components: tuple[Component, ...]
    notes: tuple[str, ...] = ()
    assumptions: Mapping[str, Decimal] = field(default_factory=dict)
    scale: tuple[Decimal, Decimal, Decimal] | None = None
    origin: Origin | None = None

    @property
    def monthly(self) -> Decimal:
        """Dollars a month, before the account's free tiers."""
        return amount(self.components)

    @property
    def fixed(self) -> Decimal:
        """Dollars a month that follow from the definition alone."""
        return amount(self.components, Source.DEFINITION)

    @property
    def used(self) -> Decimal:
        """Dollars a month for usage that a file states."""
        return amount(self.components, Source.USAGE)

    @property
    def assumed(self) -> Decimal:
        """Dollars a month for usage that is assumed."""
        return amount(self.components, Source.ASSUMED)

    @property
    def span(self) -> tuple[Decimal, Decimal]:
        """Dollars a month at the least and the most that scaling allows."""
        if self.scale is None or not self.scale[1]:
            return self.monthly, self.monthly
        low, at, high = self.scale
        rest = self.monthly - self.fixed
        return self.fixed * low / at + rest, self.fixed * high / at + rest


@dataclass(frozen=True)
class Listed:
    """Resources of one type that are not charged, or cannot be, and why."""

    type: str
    reason: str
    resources: tuple[Address, ...]


@dataclass(frozen=True)
class Estimate:
    """A bill. ``credits`` are the account's free tiers, applied once; ``assumptions`` concern all of it."""

    environment: str
    tier: str
    charges: tuple[Charge, ...]
    credits: tuple[Credit, ...]
    unpriced: tuple[Listed, ...]
    free: tuple[Listed, ...]
    assumptions: tuple[str, ...]
    sources: Mapping[str, Mapping[str, Mapping[str, str]]]
    notes: tuple[str, ...] = ()

    @property
    def gross(self) -> Decimal:
        """Dollars a month before free tiers."""
        return sum((charge.monthly for charge in self.charges), Decimal())

    @property
    def span(self) -> tuple[Decimal, Decimal]:
        """Dollars a month at the least and the most that scaling allows, after free tiers."""
        off = self.gross - self.total
        low, high = (sum((charge.span[i] for charge in self.charges), Decimal()) - off for i in (0, 1))
        return max(Decimal(), low), high

    @property
    def total(self) -> Decimal:
        """Dollars a month."""
        return self.gross - sum((credit.monthly for credit in self.credits), Decimal())
