"""The page about cost: what has a meter, its usage keys, what it assumes, and how old prices are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from stratiform.cost.allowances import ALLOWANCES
from stratiform.cost.alternative import what_ifs
from stratiform.cost.keys import TIERS, Key
from stratiform.cost.meter import Meter, catalogue
from stratiform.cost.money import count
from stratiform.cost.prices import FOLDER, HOME, Prices

ABOUT = """\
# Cost

`strat cost` measures every resource with the meter of its type. A type without a meter, and a resource \
without a price, is listed as not priced and is in no sum. A month has 730 hours. What a resource costs \
is told before the account's free tiers; those are taken off the total once.

A usage file states how much is used; what it states of a resource is all its usage, so amounts that it \
leaves out are 0. Where it says nothing, the tier's defaults are assumed, and the estimate prints them. \
A property of each use (a duration, a size) keeps its default."""


def pages(folder: Path) -> dict[Path, str]:
    """The generated page by path, below ``folder``."""
    return {folder / "cost.md": "\n".join(_page()) + "\n"}


def _page() -> Iterator[str]:
    yield ABOUT
    yield "\n## What if\n"
    yield from (f"- `{name}`: {each.title}" for name, each in what_ifs().items())
    yield "- `tier-dev`, `tier-staging`, `tier-prod`: the app in the first environment of that tier"
    yield from _prices()
    yield "\n## Free tiers that never end\n"
    yield from (f"- {allowance.about}" for allowance in ALLOWANCES)
    services: dict[str, list[Meter]] = {}
    for meter in dict.fromkeys(catalogue().values()):
        services.setdefault(meter.service, []).append(meter)
    yield f"\n## Meters\n\n{len(catalogue()) - 1} resource types, and data transfer."
    for service in sorted(services):
        yield f"\n### {service}"
        for meter in services[service]:
            yield from _meter(meter)


def _prices() -> Iterator[str]:
    yield "\n## Prices\n"
    yield (
        "Files below `src/stratiform/cost/prices/`. What a region's file does not say is that of "
        f"{HOME}, and the estimate says so. `strat cost --refresh --region REGION` fetches prices from the "
        "AWS Pricing API."
    )
    yield "\n| region | services with prices of their own | dates |\n|---|---|---|"
    shipped = Prices((FOLDER,))
    for region in shipped.regions():
        own = shipped.own(region)
        dates = sorted({about["date"] for about in own.values()})
        age = dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}"
        told = ", ".join(sorted(own)) if len(own) < 30 else f"all {len(own)}"
        like = f"; the rest as in {shipped.like(region)}" if shipped.like(region) else ""
        yield f"| {region} | {told}{like} | {age} |"
    yield "\nSources:\n"
    sources = {about["source"] for region in shipped.regions() for about in shipped.own(region).values()}
    yield from (f"- {source}" for source in sorted(sources))


def _meter(meter: Meter) -> Iterator[str]:
    yield "\n" + ", ".join(f"`{type_}`" for type_ in meter.types)
    if meter.assumes:
        yield "\n" + " ".join(meter.assumes)
    if meter.keys:
        yield f"\n| usage key | about | {', '.join(TIERS)} |\n|---|---|---|"
        yield from (f"| `{key.name}` | {key.about} | {_default(key)} |" for key in meter.keys)


def _default(key: Key) -> str:
    if key.choices:
        return ", ".join((f"**{key.choices[0]}**", *key.choices[1:]))
    return ", ".join(dict.fromkeys(count(value) for value in key.defaults))
