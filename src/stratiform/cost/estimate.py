"""What a system costs a month: every resource measured, nothing silently 0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.cost import free
from stratiform.cost.allowances import credits
from stratiform.cost.bill import Charge, Estimate, Listed
from stratiform.cost.component import HOURS
from stratiform.cost.keys import TIERS
from stratiform.cost.meter import Meter, catalogue
from stratiform.cost.prices import HOME, NoPrice, Prices
from stratiform.cost.reading import Elsewhere, Reading
from stratiform.cost.usage import Usage

TRANSFER = "data_transfer"


@dataclass(frozen=True)
class Terms:
    """What an estimate is made for. ``region`` is that of stacks which name none."""

    environment: str = "local"
    tier: str = "dev"
    region: str = HOME
    free_tier: bool = True
    assume: bool = True


@dataclass(frozen=True)
class _Nothing:
    """A resource without a charge: ``free`` or not, and why."""

    resource: Resource
    free: bool
    reason: str


def estimate(graph: Graph, usage: Usage, prices: Prices, terms: Terms | None = None) -> Estimate:
    """What every resource of ``graph`` costs a month."""
    terms = terms or Terms()
    charges: list[Charge] = []
    nothing: list[_Nothing] = []
    for resource in (*graph.resources.values(), *_transfers(usage)):
        found = _measured(graph, resource, usage, prices, terms)
        if isinstance(found, Charge):
            charges.append(found)
        else:
            nothing.append(found)
    regions = sorted({charge.region for charge in charges})
    return Estimate(
        environment=terms.environment,
        tier=terms.tier,
        charges=tuple(charges),
        credits=credits(c for charge in charges for c in charge.components) if terms.free_tier else (),
        unpriced=_listed(each for each in nothing if not each.free),
        free=_listed(each for each in nothing if each.free),
        assumptions=tuple(_assumptions(graph, terms)),
        sources={region: prices.sources(region) for region in regions},
        notes=graph.notes,
    )


def monthly(
    graph: Graph, prices: Prices | None = None, terms: Terms | None = None
) -> Mapping[Address, Decimal]:
    """Dollars a month of every resource that is charged, with the usage that its tier assumes."""
    found = estimate(graph, Usage(), prices or Prices(), terms)
    return {charge.address: charge.monthly for charge in found.charges}


def _transfers(usage: Usage) -> Iterator[Resource]:
    """Traffic belongs to no resource of a template: what the usage file says of it is one of its own."""
    names = dict.fromkeys(s.name for s in usage.statements if s.name.partition(".")[0] == TRANSFER)
    for name in names:
        yield Resource(Address("account", name), TRANSFER, name, {})


def _measured(
    graph: Graph, resource: Resource, usage: Usage, prices: Prices, terms: Terms
) -> Charge | _Nothing:
    meter = catalogue().get(resource.type)
    if meter is None:
        why = free.reason(resource.type)
        return _Nothing(resource, why is not None, why or "no meter for this type")
    reading = _reading(graph, resource, meter, usage, prices, terms)
    try:
        components = tuple(meter.measure(reading))
    except Elsewhere as unknown:
        return _Nothing(resource, False, str(unknown))
    except NoPrice as missing:
        return _Nothing(resource, False, f"no price of {missing.key} in {reading.region}")
    if reading.free is not None and not any(c.quantity for c in components):
        return _Nothing(resource, True, reading.free)
    return Charge(
        address=resource.address,
        path=resource.path,
        type=resource.type,
        service=meter.service,
        region=reading.region,
        components=components,
        notes=tuple(reading.notes),
        assumptions=dict(reading.assumed),
        scale=reading.scale,
        origin=resource.origin,
    )


def _reading(
    graph: Graph, resource: Resource, meter: Meter, usage: Usage, prices: Prices, terms: Terms
) -> Reading:
    stack = graph.stacks.get(resource.address.stack)
    stated = usage.named(resource.path) if resource.type == TRANSFER else usage.of(resource)
    region = (stack.region if stack else None) or str(stated.values.get("region", terms.region))
    keys = {key.name: key for key in meter.keys}
    return Reading(graph, resource, region, terms.tier, keys, stated, prices, terms.assume)


def _listed(nothing: Iterable[_Nothing]) -> tuple[Listed, ...]:
    found: dict[tuple[str, str], list[Address]] = {}
    for each in nothing:
        found.setdefault((each.resource.type, each.reason), []).append(each.resource.address)
    return tuple(Listed(type_, why, tuple(where)) for (type_, why), where in sorted(found.items()))


def _assumptions(graph: Graph, terms: Terms) -> Iterator[str]:
    yield f"A month has {HOURS} hours. Prices are on demand, in US dollars, without tax and support."
    if any(stack.region is None for stack in graph.stacks.values()):
        yield f"Stacks that name no region are priced in {terms.region}."
    if not terms.assume:
        yield "Usage that no file states counts as 0."
    else:
        known = terms.tier if terms.tier in TIERS else "prod"
        yield f"Usage that no file states is what the tier {known} assumes, below."
        yield "What a usage file states of a resource is all its usage: amounts it leaves out are 0."
    if terms.free_tier:
        yield "The free tiers that never end are applied once, as if the account had nothing else."
