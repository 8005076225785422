"""The URLs of a running system: those that its outputs tell, and those of APIs that no output tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from stratiform.assembly.graph import Graph
from stratiform.local.deployment import Placed, flattened

_LOCAL = "/_aws/"  # the local cloud serves APIs, functions and sites below this path


def urls(
    outputs: Mapping[str, Mapping[str, str]],
    resources: Iterable[Placed],
    endpoint: str,
    sockets: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    """Name -> URL, each once. ``outputs`` is stack -> name -> value, as CloudFormation answered.

    ``sockets``: see below.
    """
    found: dict[str, str] = {}
    told = {name: value for name, value in flattened(outputs).items() if _is_local(value)}
    for name in told:
        # Of two outputs with one URL the shorter name is the one that a person chose.
        same = [other for other, value in told.items() if value == told[name]]
        if name == min(same, key=len):
            found[name] = told[name]
    placed = tuple(resources)
    for api in placed:
        base = f"{endpoint}/_aws/execute-api/{api.physical_id}/"
        if not any(_place(value).startswith(_place(base).rstrip("/")) for value in found.values()):
            found.update(_of_api(api, base, placed, sockets))
    return found


def sockets(graph: Graph) -> dict[str, str]:
    """The path of each WebSocket API -> the name of its stage, which clients put behind its address."""
    found = {}
    for stage in graph.of_type("AWS::ApiGatewayV2::Stage"):
        for edge in graph.out_of(stage.address):
            api = graph.resources[edge.target]
            if edge.at == "ApiId" and api.properties.get("ProtocolType") == "WEBSOCKET":
                found[api.path] = str(stage.properties.get("StageName"))
    return found


def _is_local(value: str) -> bool:
    return value.startswith(("http://", "ws://")) and _LOCAL in value


def _place(url: str) -> str:
    return url.partition("://")[2]


def _of_api(
    api: Placed, base: str, resources: Iterable[Placed], sockets: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    path = api.path.removesuffix("/Resource")
    if api.path in sockets:
        yield path, f"ws://{_place(base)}{sockets[api.path]}"
    elif api.type == "AWS::ApiGatewayV2::Api":
        yield path, base
    elif api.type == "AWS::ApiGateway::RestApi":
        for stage in resources:
            inside = stage.stack == api.stack and stage.path.startswith(f"{path}/")
            if inside and stage.type == "AWS::ApiGateway::Stage":
                yield stage.path.removesuffix("/Resource"), f"{base}{stage.physical_id}/"
