"""Prices that fall with the volume: which part of a quantity is charged at which price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_BYTES = (("PB", Decimal(1024**2)), ("TB", Decimal(1024)), ("PB", Decimal(10**6)), ("TB", Decimal(1000)))
_COUNTS = (("B", Decimal(10**9)), ("M", Decimal(10**6)), ("K", Decimal(1000)))


@dataclass(frozen=True)
class Step:
    """The units up to ``to`` (None: all further ones) cost ``price`` each."""

    to: Decimal | None
    price: Decimal


@dataclass(frozen=True)
class Part:
    """``quantity`` units of one step; ``label`` is empty where there is one step only."""

    label: str
    quantity: Decimal
    price: Decimal


def parts(steps: tuple[Step, ...], quantity: Decimal, per: Decimal, unit: str) -> Iterator[Part]:
    """``quantity`` (in units) split over the steps; the first one always, the others where they are reached.

    ``per`` is how many things a unit is, e.g. 1,000,000 for ``1M requests``: labels count things.
    """
    below = Decimal()
    for step in steps:
        if below and quantity <= below:
            return
        end = quantity if step.to is None else min(quantity, step.to)
        yield Part(_label(step, below, steps, per, unit), end - below, step.price)
        below = step.to if step.to is not None else below


def _label(step: Step, below: Decimal, steps: tuple[Step, ...], per: Decimal, unit: str) -> str:
    if len(steps) == 1:
        return ""
    if step.to is None:
        return f"over {_short(below * per, unit)}"
    return f"{'next' if below else 'first'} {_short((step.to - below) * per, unit)}"


def _short(things: Decimal, unit: str) -> str:
    scales = _BYTES if unit.startswith("GB") and "second" not in unit else _COUNTS
    for name, scale in scales:
        count = things / scale
        if count >= 1 and (
            count == count.to_integral_value() or (scales is _COUNTS and count * 100 % 1 == 0)
        ):
            return f"{count.normalize():f}{name}"
    return f"{things.normalize():f}"
