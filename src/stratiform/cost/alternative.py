"""A what-if: a change of the graph, and what it takes for granted. One is one file in what_if/."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import Any

from stratiform.assembly.graph import Address, Edge, Graph, Resource
from stratiform.cost import what_if
from stratiform.cost.prices import Prices


@dataclass(frozen=True)
class Changed:
    """The graph after a change. ``assumptions`` are sentences; without ``resources`` nothing changed."""

    graph: Graph
    resources: int
    assumptions: tuple[str, ...]


@dataclass(frozen=True)
class WhatIf:
    """``change(graph, prices, region)`` answers one question; ``title`` asks it."""

    name: str
    title: str
    change: Callable[[Graph, Prices, str], Changed]


@cache
def what_ifs() -> Mapping[str, WhatIf]:
    """Every what-if by its name, found by looking through what_if/."""
    modules = sorted(module.name for module in pkgutil.iter_modules(what_if.__path__))
    found = [import_module(f"{what_if.__name__}.{name}").WHAT_IF for name in modules]
    return {each.name: each for each in found}


def changed(
    graph: Graph,
    new: Iterable[Resource],
    removed: Iterable[Address] = (),
    edges: Iterable[Edge] = (),
) -> Graph:
    """``graph`` with resources put in (by address) and taken out."""
    gone = set(removed)
    resources = {address: each for address, each in graph.resources.items() if address not in gone}
    resources.update({each.address: each for each in new})
    kept = tuple(edge for edge in graph.edges if edge.source not in gone and edge.target not in gone)
    return replace(graph, resources=resources, edges=(*kept, *edges))


def with_properties(resource: Resource, properties: Mapping[str, Any]) -> Resource:
    """``resource`` with some properties replaced."""
    return replace(resource, properties={**resource.properties, **properties})
