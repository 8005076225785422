"""What a meter sees of one resource: its properties, its usage, its prices, and the graph around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.properties import is_true, is_unknown, items, value
from stratiform.cost.component import HOURS, Component, Source
from stratiform.cost.keys import Key
from stratiform.cost.prices import NoPrice, Price, Prices
from stratiform.cost.usage import Stated
from stratiform.cost.values import number, text
from stratiform.cost.volume import parts

By = str | tuple[str, ...]


class Elsewhere(LookupError):
    """What a resource costs follows from something that the graph does not have."""


@dataclass
class Reading:
    """One resource being measured.

    ``notes`` and ``assumed`` (by usage key) collect what was assumed; ``free`` says why nothing is charged.
    """

    graph: Graph
    resource: Resource
    region: str
    tier: str
    keys: Mapping[str, Key]
    stated: Stated
    prices: Prices
    assume: bool = True
    notes: list[str] = field(default_factory=list)
    assumed: dict[str, Decimal] = field(default_factory=dict)
    free: str | None = None
    scale: tuple[Decimal, Decimal, Decimal] | None = None

    # What the definition says.

    def get(self, path: str, default: Any = None) -> Any:
        """The property at a dotted path, or ``default`` where it is absent or unknown before deployment."""
        found = value(self.resource.properties, path)
        if is_unknown(found):
            self.note(f"{path} is known only at deployment: {_shown(default)} is assumed")
            return default
        return default if found is None else found

    def number(self, path: str, default: Decimal | float) -> Decimal:
        """The property as a number that is not negative, else ``default``."""
        found = number(self.get(path, default))
        return Decimal(str(default)) if found is None or found < 0 else found

    def list(self, path: str) -> Sequence[Any]:
        """The members of the property: itself where it is a list, alone where it is not."""
        return items(self.get(path))

    def text(self, path: str, default: str = "") -> str:
        """The property as text."""
        return text(self.get(path, default)) or default

    def is_set(self, path: str) -> bool:
        """Whether the property says yes."""
        return is_true(self.get(path))

    def refers(self, path: str, *types: str) -> Resource | None:
        """The resource of one of ``types`` (or of any type) that the property at ``path`` points at."""
        for edge in self.graph.out_of(self.resource.address):
            found = self.graph.resources.get(edge.target)
            if found and edge.at.startswith(path) and (not types or found.type in types):
                return found
        return None

    def referring(self, *types: str) -> tuple[Resource, ...]:
        """Every resource of ``types`` that points at this one."""
        found = {edge.source: None for edge in self.graph.into(self.resource.address)}
        resources = (self.graph.resources.get(address) for address in found)
        return tuple(resource for resource in resources if resource and resource.type in types)

    def other(self, resource: Resource) -> Reading:
        """The same reading of another resource, without usage; it shares the notes."""
        return Reading(
            self.graph, resource, self.region, self.tier, {}, Stated(), self.prices, self.assume, self.notes
        )

    # What the usage says.

    def use(self, name: str) -> Decimal:
        """The amount stated for a usage key, else the one assumed."""
        if name in self.stated.values:
            return Decimal(str(self.stated.values[name]))
        return self._assumed(self.keys[name])

    def rarely(self, name: str, about: int, because: str) -> None:
        """Assume ``about`` of a usage key instead of the tier's amount, and say why."""
        key = self.keys[name]
        self.keys = {**self.keys, name: replace(key, defaults=(Decimal(about),) * 3)}
        if name not in self.stated.values:
            self.note(because)

    def told(self, name: str) -> Decimal | None:
        """The amount stated for a usage key; None where nothing is, so the definition decides."""
        return Decimal(str(self.stated.values[name])) if name in self.stated.values else None

    def choice(self, name: str) -> str:
        """The text stated for a usage key, else its default."""
        return str(self.stated.values.get(name, self.keys[name].choices[0]))

    def _assumed(self, key: Key) -> Decimal:
        if not key.shape and (self.stated.values or not self.assume):
            return Decimal()
        found = key.default(self.tier)
        if found:
            self.assumed[key.name] = found
        return found

    def _source(self, by: By) -> Source:
        names = (by,) if isinstance(by, str) else by
        if not names:
            return Source.DEFINITION
        amounts = [name for name in names if not self.keys[name].shape] or list(names)
        stated = all(name in self.stated.values for name in amounts)
        return Source.USAGE if stated or not any(self.use(name) for name in amounts) else Source.ASSUMED

    # What it costs.

    def hours(self, name: str, price: str, count: Decimal | float = 1, by: By = ()) -> Iterator[Component]:
        """``count`` of something that is there the whole month."""
        yield from self.charge(name, price, Decimal(str(count)) * HOURS, by)

    def used(self, name: str, price: str, key: str, times: Decimal | float = 1) -> Iterator[Component]:
        """A usage key, as it is."""
        yield from self.charge(name, price, self.use(key) * Decimal(str(times)), key)

    def charge(
        self, name: str, price: str, things: Decimal | float, by: By = (), unit: str | None = None
    ) -> Iterator[Component]:
        """``things`` at the price with this key, over its steps. ``by`` are the usage keys they come from."""
        found = self.price(price)
        units = Decimal(str(things)) / found.per
        for part in parts(found.steps, units, found.per, unit or found.unit):
            label = f"{name} ({part.label})" if part.label else name
            yield Component(label, unit or found.unit, part.quantity, part.price, self._source(by), price)

    def line(
        self, name: str, unit: str, quantity: Decimal | float, price: Decimal, key: str, by: By = ()
    ) -> Component:
        """A component at a price that was worked out from that of ``key``."""
        return Component(name, unit, Decimal(str(quantity)), price, self._source(by), key)

    def price(self, key: str) -> Price:
        """The price of ``key`` in this region, or of another with a note. Raises NoPrice."""
        found = self.prices.find(key, self.region)
        if found.region != self.region:
            service = key.partition(".")[0]
            self.note(
                f"Where no price of {service} in {self.region} is known, that of {found.region} is used"
            )
        return found

    def first(self, *keys: str) -> str:
        """The first of ``keys`` that has a price. Raises NoPrice of the first where none has."""
        for key in keys:
            if self.prices.has(key, self.region):
                return key
        raise NoPrice(keys[0])

    # What is to be said about it.

    def note(self, sentence: str) -> None:
        """Say what was assumed of this resource."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def free_because(self, reason: str) -> Iterator[Component]:
        """Nothing is charged for this resource, and why."""
        self.free = reason
        return iter(())

    def scales(self, low: Decimal, at: Decimal, high: Decimal) -> None:
        """The count charged is ``at``; scaling may make it ``low`` to ``high``."""
        if low != high:
            self.scale = (low, at, high)

    @property
    def address(self) -> Address:
        """Where the resource lives."""
        return self.resource.address


def _shown(default: Any) -> str:
    return "nothing" if default in (None, "", [], {}) else str(default)
