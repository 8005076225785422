"""Two estimates side by side: what each resource costs more or less."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from stratiform.cost.bill import Charge, Estimate
from stratiform.cost.summary import assumptions


@dataclass(frozen=True)
class Line:
    """One resource in both estimates; 0 where it is missing."""

    path: str
    type: str
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """Dollars a month more."""
        return self.after - self.before


@dataclass(frozen=True)
class Comparison:
    """Two totals after free tiers, and the resources that differ, the largest difference first.

    ``assumptions`` are those of the second estimate; ``unpriced`` names what is in no sum on either side.
    """

    before_name: str
    after_name: str
    before: Decimal
    after: Decimal
    lines: tuple[Line, ...]
    assumptions: tuple[str, ...] = ()
    unpriced: tuple[str, ...] = ()


def compare(
    before: Estimate,
    after: Estimate,
    before_name: str = "before",
    after_name: str = "after",
    also: Iterable[str] = (),
) -> Comparison:
    """What changes from one estimate to another. ``also`` are further assumptions of the change."""
    first, second = _by_path(before), _by_path(after)
    lines = [
        Line(path, (second.get(path) or first[path])[0].type, _sum(first.get(path)), _sum(second.get(path)))
        for path in {**first, **second}
    ]
    changed = [line for line in lines if line.difference]
    changed.sort(key=lambda line: (-abs(line.difference), line.path))
    unpriced = dict.fromkeys(each.type for side in (before, after) for each in side.unpriced)
    return Comparison(
        before_name,
        after_name,
        before.total,
        after.total,
        tuple(changed),
        (*also, *assumptions(after)),
        tuple(unpriced),
    )


def _by_path(estimate: Estimate) -> Mapping[str, list[Charge]]:
    """Charges by construct path without the stage, so that environments of one app are comparable."""
    found: dict[str, list[Charge]] = {}
    prefix = f"{estimate.environment}/"
    for charge in estimate.charges:
        found.setdefault(charge.path.removeprefix(prefix), []).append(charge)
    return found


def _sum(charges: list[Charge] | None) -> Decimal:
    return sum((charge.monthly for charge in charges or ()), Decimal())
