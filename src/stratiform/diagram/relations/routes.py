"""The routes of an API: which method and path invoke what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.diagram.hosts import Hosts
from stratiform.diagram.relations.relation import Relation, between


def relations(graph: Graph, hosts: Hosts) -> Iterator[Relation]:
    """One relation a route of an HTTP or WebSocket API."""
    for route in graph.of_type("AWS::ApiGatewayV2::Route"):
        key = route.properties.get("RouteKey")
        ends: dict[Address, None] = {}
        for edge in graph.out_of(route.address):
            if edge.at.startswith("Target") and graph.resources[edge.target].type.endswith("::Integration"):
                for inner in graph.out_of(edge.target):
                    if inner.at.startswith("IntegrationUri"):
                        ends |= dict.fromkeys(hosts.meant(inner.target))
        apis = hosts.nodes(route.address)
        yield from between(apis, ends, "invokes", f"route {key if isinstance(key, str) else route.path}")
    for method in graph.of_type("AWS::ApiGateway::Method"):
        ends = {
            end: None
            for edge in graph.out_of(method.address)
            if edge.at.startswith("Integration")
            for end in hosts.meant(edge.target)
        }
        verb = method.properties.get("HttpMethod")
        reason = f"route {verb} {_path(graph, method)}"
        yield from between(hosts.nodes(method.address), ends, "invokes", reason)


def _path(graph: Graph, resource: Resource) -> str:
    """``/items/{id}``, from the chain of API resources above a method."""
    words: list[Any] = []
    seen: set[Address] = set()
    place: Address | None = resource.address
    while place is not None and place not in seen:
        seen.add(place)
        words.insert(0, graph.resources[place].properties.get("PathPart", ""))
        place = next(
            (
                edge.target
                for edge in graph.out_of(place)
                if edge.at in ("ResourceId", "ParentId")
                and graph.resources[edge.target].type == "AWS::ApiGateway::Resource"
            ),
            None,
        )
    return "/" + "/".join(word for word in words if isinstance(word, str) and word)
