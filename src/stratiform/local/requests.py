"""What can be called on the APIs of a running system: a method and a whole URL each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from stratiform.assembly.graph import Graph, Resource
from stratiform.local.deployment import Placed


def requests(graph: Graph, resources: Iterable[Placed], urls: Iterable[str]) -> tuple[str, ...]:
    """``GET http://.../item`` for every route of every API that has a URL, in order; preflights left out."""
    routes: dict[str, list[tuple[str, str]]] = {}
    for api, method, path in (*_rest(graph), *_http(graph)):
        routes.setdefault(api.path, []).append((method, path))
    bases = tuple(urls)
    found = []
    for placed in resources:
        inside = f"/execute-api/{placed.physical_id}/"
        base = next((url for url in bases if inside in f"{url.rstrip('/')}/"), None)
        if base is not None:
            found += [f"{m} {base.rstrip('/')}{path}" for m, path in sorted(routes.get(placed.path, ()))]
    return tuple(found)


def _rest(graph: Graph) -> Iterator[tuple[Resource, str, str]]:
    for method in graph.of_type("AWS::ApiGateway::Method"):
        verb = str(method.properties.get("HttpMethod"))
        api = _target(graph, method, "RestApiId")
        if api is not None and verb != "OPTIONS":
            yield api, verb, _path(graph, method, "ResourceId")


def _http(graph: Graph) -> Iterator[tuple[Resource, str, str]]:
    for route in graph.of_type("AWS::ApiGatewayV2::Route"):
        verb, _, path = str(route.properties.get("RouteKey")).partition(" ")
        api = _target(graph, route, "ApiId")
        if api is not None and path:
            yield api, verb, path


def _path(graph: Graph, resource: Resource, at: str) -> str:
    """The path of a method: the parts of its resource and of all above it."""
    parts = []
    part = _target(graph, resource, at)
    while part is not None and part.type == "AWS::ApiGateway::Resource":
        parts.append(str(part.properties.get("PathPart")))
        part = _target(graph, part, "ParentId")
    return "/" + "/".join(reversed(parts))


def _target(graph: Graph, resource: Resource, at: str) -> Resource | None:
    edges: Mapping[str, Resource] = {
        edge.at: graph.resources[edge.target] for edge in graph.out_of(resource.address)
    }
    return edges.get(at)
