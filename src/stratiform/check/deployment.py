"""Code that only a deployment calls: what stands behind custom resources."""

from __future__ import annotations

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.once import once


def is_for_deployment(graph: Graph, function: Resource) -> bool:
    """Whether the function answers for a custom resource, the CDK's own among them."""
    return function.address in _providers(graph)


@once
def _providers(graph: Graph) -> frozenset[Address]:
    return frozenset(edge.target for edge in graph.edges if edge.at == "ServiceToken")
