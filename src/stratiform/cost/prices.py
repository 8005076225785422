"""Prices by key and region, from prices/<region>.json.

``prices/keys.json`` says of each key its unit, how many things a unit is, and how the AWS Pricing API
knows it. A region's file gives numbers: one price, or steps ``[[up to, price], ..., [null, price]]`` in
units. Each service of a file carries the date and the source of its prices. A file with ``like`` takes
what it does not say from the region named, whose prices are the same there; what no file says of a
region is taken from us-east-1, and the estimate says so. A file that ``strat cost --refresh`` wrote into
the user's cache folder goes first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from stratiform.caches import caches
from stratiform.cost.sizes import factor
from stratiform.cost.volume import Step
from stratiform.errors import WrongUse

FOLDER = Path(__file__).parent / "prices"
HOME = "us-east-1"


class NoPrice(LookupError):
    """No file has a price of ``key``."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True)
class Price:
    """One price: its steps, its unit, how many things a unit is, and the region whose price it is."""

    key: str
    unit: str
    per: Decimal
    steps: tuple[Step, ...]
    region: str


@dataclass(frozen=True)
class Sheet:
    """The prices of one region. ``services`` maps a service to the date and the source of its prices."""

    region: str
    values: Mapping[str, Any]
    services: Mapping[str, Mapping[str, str]]
    like: str | None = None
    worldwide: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Prices:
    """Every price that this machine has, by region."""

    folders: tuple[Path, ...] = field(default_factory=lambda: (cache_folder(), FOLDER))

    def regions(self) -> tuple[str, ...]:
        """The regions that have a file of their own."""
        found = {path.stem for folder in self.folders if folder.is_dir() for path in folder.glob("*.json")}
        return tuple(sorted(found - {"keys"}))

    def find(self, key: str, region: str) -> Price:
        """The price of ``key``; ``price.region`` tells whose it is. Raises NoPrice.

        China's prices are not in dollars: there another region's are no estimate.
        """
        if region.startswith("cn-") and not any(own for _, own in self._chain(region)):
            raise NoPrice(key)
        for sheet, own in self._chain(region):
            value = _value(sheet.values, key)
            if value is not None:
                unit, per = unit_of(key)
                true = own or key.partition(".")[0] in sheet.worldwide
                return Price(key, unit, per, _steps(value), region if true else sheet.region)
        raise NoPrice(key)

    def has(self, key: str, region: str) -> bool:
        """Whether there is a price of ``key``."""
        return any(_value(sheet.values, key) is not None for sheet, _ in self._chain(region))

    def sources(self, region: str) -> Mapping[str, Mapping[str, str]]:
        """The date and source of each service's prices in ``region``."""
        chain = reversed(self._chain(region))
        return {name: about for sheet, _ in chain for name, about in sheet.services.items()}

    def own(self, region: str) -> Mapping[str, Mapping[str, str]]:
        """The date and source of the prices that files of ``region`` itself have, by service."""
        return {
            name: about for sheet in _sheets(self.folders, region) for name, about in sheet.services.items()
        }

    def like(self, region: str) -> str | None:
        """The region whose prices are the same, where a file says so."""
        return next((sheet.like for sheet in _sheets(self.folders, region) if sheet.like), None)

    def checked(self, region: str) -> str:
        """``region``, or WrongUse where no file has its prices."""
        if region not in self.regions():
            raise WrongUse(
                f"There are no prices of {region}.",
                fix=f"Use one of {', '.join(self.regions())}, or fetch them: "
                f"strat cost --refresh --region {region}",
            )
        return region

    def _chain(self, region: str) -> tuple[tuple[Sheet, bool], ...]:
        """The files to look in, and whether what they say is true of ``region``."""
        own = _sheets(self.folders, region)
        like = [name for sheet in own if (name := sheet.like)]
        chain = [(sheet, True) for sheet in own]
        chain += [(sheet, True) for name in like for sheet in _sheets(self.folders, name)]
        if HOME not in (region, *like):
            chain += [(sheet, False) for sheet in _sheets(self.folders, HOME)]
        return tuple(chain)


def cache_folder() -> Path:
    """Where --refresh keeps prices."""
    return caches() / "prices"


@cache
def keys() -> Mapping[str, Mapping[str, Any]]:
    """Every price key: ``unit``, ``per`` and, where the Pricing API has it, ``api``."""
    found: dict[str, Mapping[str, Any]] = json.loads((FOLDER / "keys.json").read_text())
    return found


@cache
def _sheets(folders: tuple[Path, ...], region: str) -> tuple[Sheet, ...]:
    return tuple(sheet_of(path) for folder in folders if (path := folder / f"{region}.json").is_file())


def sheet_of(path: Path) -> Sheet:
    """The prices in one file. Raises WrongUse where it is not a price file."""
    try:
        document = json.loads(path.read_text(), parse_float=Decimal)
        services = document["services"]
        values = {
            f"{service}.{name}": value
            for service, about in services.items()
            for name, value in about["prices"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as failure:
        raise WrongUse(
            f"This is not a file of prices: {failure}", where=str(path), fix="Delete it, or fetch it again."
        ) from None
    told = {name: {"date": about["date"], "source": about["source"]} for name, about in services.items()}
    worldwide = frozenset(name for name, about in services.items() if about.get("worldwide"))
    return Sheet(document["region"], values, told, document.get("like"), worldwide)


def _value(values: Mapping[str, Any], key: str) -> Any:
    """The value of a key; of an instance type also from its family's price of the size ``large``."""
    if key in values:
        return values[key]
    family, dot, size = key.rpartition(".")
    if not dot or not isinstance(values.get(f"{family}.*"), int | Decimal):
        return None
    times = factor(size)
    return None if times is None else values[f"{family}.*"] * times


def unit_of(key: str) -> tuple[str, Decimal]:
    """The unit of a key, and how many things it is. ``ec2.m5.large`` takes the unit of ``ec2.*``."""
    known, name = keys(), key
    while name not in known and name != "*":
        name = f"{name.removesuffix('.*').rpartition('.')[0]}.*".removeprefix(".")
    if name not in known:
        raise NoPrice(key)
    return known[name]["unit"], Decimal(known[name].get("per", 1))


def _steps(value: Any) -> tuple[Step, ...]:
    if isinstance(value, list):
        return tuple(Step(None if to is None else Decimal(to), Decimal(price)) for to, price in value)
    return (Step(None, Decimal(value)),)
