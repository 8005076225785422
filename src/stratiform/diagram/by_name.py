"""References by name: a policy that says ``Bucket: logs`` means the bucket that is called ``logs``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from stratiform.assembly.graph import Address, Edge, Graph, Kind
from stratiform.assembly.properties import canonical
from stratiform.diagram.folding import fold

_FUNCTION_LOGS = "/aws/lambda/"


def with_names(graph: Graph) -> Graph:
    """``graph`` with an edge for each name that plumbing gives instead of a reference, in one stack."""
    known = dict(_names(graph))
    return replace(graph, edges=(*graph.edges, *_edges(graph, known))) if known else graph


def _names(graph: Graph) -> Iterator[tuple[tuple[str, str], Address]]:
    """A bucket's name is its ``BucketName``, a function's its ``FunctionName``."""
    for address, resource in graph.resources.items():
        name = resource.properties.get(f"{resource.type.rpartition('::')[2]}Name")
        if isinstance(name, str | dict) and name:
            yield (address.stack, canonical(name)), address


def _edges(graph: Graph, known: Mapping[tuple[str, str], Address]) -> Iterator[Edge]:
    for address, resource in graph.resources.items():
        folded = fold(resource.type)
        for property_ in folded.serves if folded else ():
            value = resource.properties.get(property_)
            if property_ == "LogGroupName" and isinstance(value, str):
                value = value.removeprefix(_FUNCTION_LOGS)
            for one in value if isinstance(value, list) else [value]:
                target = known.get((address.stack, canonical(one))) if isinstance(one, str | dict) else None
                if target is not None and target != address:
                    yield Edge(address, target, Kind.REF, property_)
