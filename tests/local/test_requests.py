"""The calls that a system's APIs answer."""

from __future__ import annotations

from stratiform.assembly.graph import Address, Edge, Graph, Kind, Resource
from stratiform.local.deployment import Placed
from stratiform.local.requests import requests
from stratiform.local.target import Target

BASE = "http://127.0.0.1:4566/_aws/execute-api/abc/dev/"


def resource(name: str, type_: str, **properties: str) -> Resource:
    return Resource(Address("S", name), f"AWS::{type_}", f"S/{name}", properties)


def edge(source: str, at: str, target: str) -> Edge:
    return Edge(Address("S", source), Address("S", target), Kind.REF, at)


def graph(*resources: Resource, edges: tuple[Edge, ...]) -> Graph:
    return Graph({}, {one.address: one for one in resources}, edges)


def placed(name: str, type_: str) -> Placed:
    return Placed("S", name, f"S/{name}", f"AWS::{type_}", "abc", Target("000000000000", "us-east-1"))


def test_a_rest_api_answers_at_the_whole_path_of_each_method() -> None:
    known = graph(
        resource("Api", "ApiGateway::RestApi"),
        resource("Items", "ApiGateway::Resource", PathPart="items"),
        resource("Item", "ApiGateway::Resource", PathPart="{id}"),
        resource("Root", "ApiGateway::Method", HttpMethod="POST"),
        resource("Get", "ApiGateway::Method", HttpMethod="GET"),
        resource("Preflight", "ApiGateway::Method", HttpMethod="OPTIONS"),
        edges=(
            edge("Items", "ParentId", "Api"),
            edge("Item", "ParentId", "Items"),
            edge("Root", "RestApiId", "Api"),
            edge("Root", "ResourceId", "Api"),
            edge("Get", "RestApiId", "Api"),
            edge("Get", "ResourceId", "Item"),
            edge("Preflight", "RestApiId", "Api"),
            edge("Preflight", "ResourceId", "Item"),
        ),
    )
    found = requests(known, [placed("Api", "ApiGateway::RestApi")], [BASE])
    assert found == (f"GET {BASE}items/{{id}}", f"POST {BASE}")


def test_an_http_api_answers_its_routes_and_not_its_default_one() -> None:
    known = graph(
        resource("Api", "ApiGatewayV2::Api"),
        resource("Hello", "ApiGatewayV2::Route", RouteKey="GET /hello"),
        resource("Other", "ApiGatewayV2::Route", RouteKey="$default"),
        edges=(edge("Hello", "ApiId", "Api"), edge("Other", "ApiId", "Api")),
    )
    url = "http://127.0.0.1:4566/_aws/execute-api/abc"
    assert requests(known, [placed("Api", "ApiGatewayV2::Api")], [url]) == (f"GET {url}/hello",)


def test_an_api_without_a_url_has_nothing_to_call() -> None:
    known = graph(resource("Api", "ApiGateway::RestApi"), edges=())
    assert requests(known, [placed("Api", "ApiGateway::RestApi")], []) == ()
