"""An estimate added up: by service and stack, and its assumptions folded into one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from stratiform.cost.bill import Charge, Estimate
from stratiform.cost.component import Source
from stratiform.cost.money import count


def by(estimate: Estimate, of: Callable[[Charge], str]) -> Mapping[str, Decimal]:
    """Dollars a month by what ``of`` says of each charge, the most first."""
    found: dict[str, Decimal] = {}
    for charge in estimate.charges:
        found[of(charge)] = found.get(of(charge), Decimal()) + charge.monthly
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def by_service(estimate: Estimate) -> Mapping[str, Decimal]:
    """Dollars a month by service."""
    return by(estimate, lambda charge: charge.service)


def by_stack(estimate: Estimate) -> Mapping[str, Decimal]:
    """Dollars a month by stack."""
    return by(estimate, lambda charge: charge.address.stack)


def by_source(estimate: Estimate) -> Mapping[Source, Decimal]:
    """Dollars a month by where quantities come from."""
    found = dict.fromkeys(Source, Decimal())
    for charge in estimate.charges:
        for component in charge.components:
            found[component.source] += component.monthly
    return found


def assumptions(estimate: Estimate) -> Iterator[str]:
    """Every assumption: those of the whole estimate, then those of resources, alike ones in one line."""
    yield from estimate.assumptions
    usage: dict[tuple[str, str], list[str]] = {}
    notes: dict[str, list[str]] = {}
    for charge in estimate.charges:
        if charge.assumptions:
            told = ", ".join(f"{name} {count(value)}" for name, value in charge.assumptions.items())
            usage.setdefault((charge.type, told), []).append(charge.path)
        for note in charge.notes:
            notes.setdefault(note, []).append(charge.path)
    for (type_, told), paths in usage.items():
        yield f"Usage of {type_} ({_who(paths)}): {told}."
    for note, paths in notes.items():
        yield f"{note} ({_who(paths)})."


def scaling(estimate: Estimate) -> Iterator[Charge]:
    """The charges that scale."""
    return (charge for charge in estimate.charges if charge.scale is not None)


def _who(paths: list[str]) -> str:
    return paths[0] if len(paths) == 1 else f"{len(paths)} resources, {paths[0]} first"
