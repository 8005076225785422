"""Following properties from resource to resource, through every way a template can point at another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from stratiform.assembly.graph import Address, Edge, Graph, Resource
from stratiform.assembly.once import once
from stratiform.assembly.references import references

_INDEX = re.compile(r"\[\d+\]")


@cache
def plain(at: str) -> str:
    """A property path without the places in lists: ``Statement[0].Resource`` is ``Statement.Resource``."""
    return _INDEX.sub("", at)


def is_below(at: str, path: str) -> bool:
    """Whether the edge's place ``at`` is the property ``path`` or inside it. Places in lists do not count."""
    found = plain(at)
    return found == path or found.startswith(f"{path}.")


def targets(graph: Graph, source: Resource | Address, *paths: str) -> Iterator[Resource]:
    """What ``source`` points at from one of the property ``paths``, in order, each once."""
    address = source.address if isinstance(source, Resource) else source
    seen: set[Address] = set()
    for path in paths:
        for edge in graph.out_of(address):
            if edge.target not in seen and is_below(edge.at, path):
                seen.add(edge.target)
                yield graph.resources[edge.target]


def sources(graph: Graph, target: Resource | Address, type_: str, *paths: str) -> Iterator[Resource]:
    """Resources of ``type_`` that point at ``target`` from one of the property ``paths``, each once."""
    address = target.address if isinstance(target, Resource) else target
    seen: set[Address] = set()
    for edge in graph.into(address):
        source = graph.resources[edge.source]
        if (
            source.type == type_
            and edge.source not in seen
            and any(is_below(edge.at, path) for path in paths)
        ):
            seen.add(edge.source)
            yield source


def inside(graph: Graph, source: Resource, place: str) -> Iterator[Edge]:
    """The edges that leave ``source`` from the very place ``place``, as in ``Targets[1]``, or inside it."""
    for edge in graph.out_of(source.address):
        if edge.at == place or edge.at.startswith((f"{place}.", f"{place}[")):
            yield edge


@once
def told(graph: Graph) -> frozenset[Address]:
    """The resources that an output names: something outside the graph may use them."""
    return frozenset(
        Address(output.address.stack, reference.name)
        for output in graph.outputs
        for reference in references(output.value)
    )
