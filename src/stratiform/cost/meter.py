"""A meter: what AWS charges for one type of resource. One service is one file in meters/."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from stratiform.cost import meters
from stratiform.cost.component import Component
from stratiform.cost.keys import Key

if TYPE_CHECKING:
    from stratiform.cost.reading import Reading

Measure = Callable[["Reading"], Iterator[Component]]


@dataclass(frozen=True)
class Meter:
    """How the resources of some ``types`` are charged.

    ``measure`` yields the components of one resource. ``assumes`` are sentences about what it does not
    see; the reference page prints them.
    """

    service: str
    types: tuple[str, ...]
    measure: Measure
    keys: tuple[Key, ...] = ()
    assumes: tuple[str, ...] = ()


@cache
def catalogue() -> Mapping[str, Meter]:
    """Every meter by the type it measures, found by looking through meters/."""
    found: dict[str, Meter] = {}
    for module in sorted(module.name for module in pkgutil.iter_modules(meters.__path__)):
        for meter in import_module(f"{meters.__name__}.{module}").METERS:
            found.update(dict.fromkeys(meter.types, meter))
    return found
