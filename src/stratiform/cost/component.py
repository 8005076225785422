"""What a resource is charged for, line by line. Money is Decimal, in US dollars a month."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from decimal import Decimal

HOURS = Decimal(730)
"""The hours of a month: 8760 hours of a year divided by 12, as AWS's own calculator counts."""


class Source(enum.Enum):
    """Where a quantity comes from."""

    DEFINITION = "definition"
    USAGE = "usage"
    ASSUMED = "assumed"


@dataclass(frozen=True)
class Component:
    """One line of a bill: ``quantity`` units at ``price`` dollars each; ``key`` is that of the price.

    A quantity of 0 is a line that depends on usage that nobody stated.
    """

    name: str
    unit: str
    quantity: Decimal
    price: Decimal
    source: Source
    key: str = ""

    @property
    def monthly(self) -> Decimal:
        """Dollars a month."""
        return self.quantity * self.price


def amount(components: tuple[Component, ...], *sources: Source) -> Decimal:
    """Dollars a month of the components of some sources, or of all."""
    return sum((c.monthly for c in components if not sources or c.source in sources), Decimal())
