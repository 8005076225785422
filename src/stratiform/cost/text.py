"""An estimate as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from decimal import Decimal

from stratiform.cost.bill import Charge, Estimate
from stratiform.cost.component import Source
from stratiform.cost.money import count, dollars
from stratiform.cost.summary import assumptions, by_service, by_source, by_stack, scaling

_WIDTH = 100


def text(estimate: Estimate) -> str:
    """The whole bill: services, stacks, resources, total, what is not priced, assumptions, prices."""
    return "\n".join(_lines(estimate))


def _lines(estimate: Estimate) -> Iterator[str]:
    yield f"Environment {estimate.environment}, tier {estimate.tier}: US dollars a month"
    if estimate.charges:
        yield from ("", "By service", *_amounts(by_service(estimate)))
        stacks = by_stack(estimate)
        if len(stacks) > 1:
            yield from ("", "By stack", *_amounts(stacks))
        yield from ("", "By resource")
        for charge in sorted(estimate.charges, key=lambda each: -each.monthly):
            yield from _charge(charge)
    if estimate.credits:
        yield from ("", "Free tiers of the account")
        yield from _amounts({credit.about: -credit.monthly for credit in estimate.credits})
    yield from ("", *total(estimate))
    yield from _rest(estimate)


def total(estimate: Estimate) -> Iterator[str]:
    """The total, where its parts come from, and what scaling may make of it."""
    without = sum(len(each.resources) for each in estimate.unpriced)
    yield f"Total {dollars(estimate.total)} a month" + (f", without {without} not priced" if without else "")
    parts = by_source(estimate)
    names = {
        Source.DEFINITION: "defined",
        Source.USAGE: "for the usage you state",
        Source.ASSUMED: "for usage that is assumed",
    }
    told = [f"{dollars(parts[source])} {name}" for source, name in names.items() if parts[source]]
    if told:
        yield f"  {', '.join(told)}" + (", before free tiers" if estimate.credits else "")
    low, high = estimate.span
    if low != high:
        yield f"  {dollars(low)} to {dollars(high)} as it scales"


def _charge(charge: Charge) -> Iterator[str]:
    yield _row(f"{charge.path} ({charge.type})", charge.monthly, 2)
    for line in charge.components:
        if line.quantity:
            mark = " (assumed)" if line.source is Source.ASSUMED else ""
            what = f"{line.name}: {count(line.quantity)} {line.unit} x {line.price.normalize():f}{mark}"
            yield _row(what, line.monthly, 6)
    idle = [line for line in charge.components if not line.quantity and line.price]
    if idle and not any(line.quantity for line in charge.components):
        yield f"      depends on usage: {', '.join(dict.fromkeys(line.name for line in idle))}"


def _rest(estimate: Estimate) -> Iterator[str]:
    if estimate.unpriced:
        number = sum(len(each.resources) for each in estimate.unpriced)
        yield from ("", f"Not priced: {number} resources, which are in no sum")
        for each in estimate.unpriced:
            yield f"  {each.type} ({len(each.resources)}): {each.reason}"
    if estimate.free:
        yield from ("", f"Free of charge: {sum(len(each.resources) for each in estimate.free)} resources")
        reasons: dict[str, list[str]] = {}
        for each in estimate.free:
            reasons.setdefault(each.reason, []).append(f"{each.type} ({len(each.resources)})")
        for reason, types in reasons.items():
            yield from wrapped(f"{', '.join(types)}: {reason}")
    if estimate.notes:
        yield from ("", "Notes")
        for note in estimate.notes:
            yield from wrapped(note)
    yield from ("", "Assumptions")
    for sentence in assumptions(estimate):
        yield from wrapped(sentence)
    for charge in scaling(estimate):
        low, at, high = charge.scale or (Decimal(),) * 3
        yield from wrapped(
            f"{charge.path} is counted at {count(at)} of {count(low)} to {count(high)}:"
            f" {dollars(charge.span[0])} to {dollars(charge.span[1])}."
        )
    yield from ("", "Prices")
    for region, services in estimate.sources.items():
        dates = sorted(about["date"] for about in services.values())
        yield from wrapped(f"{region}: of {dates[0]} to {dates[-1]}; strat cost --refresh fetches new ones.")


def _amounts(amounts: Mapping[str, Decimal]) -> Iterator[str]:
    for name, value in amounts.items():
        yield _row(name, value, 2)


def _row(name: str, value: Decimal, indent: int) -> str:
    shown = f"-{dollars(-value)}" if value < 0 else dollars(value)
    room = _WIDTH - indent - 12
    return f"{' ' * indent}{fitted(name, room).ljust(room)}{shown:>12}"


def fitted(name: str, room: int) -> str:
    """``name`` in so many letters: a resource's without its type, then without how its path begins."""
    path = name.partition(" (AWS::")[0] if len(name) > room else name
    if len(path) <= room:
        return path
    return f"...{path[3 - room :]}" if path != name else f"{name[: room - 3]}..."


def wrapped(sentence: str) -> list[str]:
    """A sentence as the lines of an item of a list; a name with hyphens stays whole."""
    return textwrap.wrap(
        sentence, _WIDTH, initial_indent="  - ", subsequent_indent="    ", break_on_hyphens=False
    )
