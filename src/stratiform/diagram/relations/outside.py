"""What the world outside can call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.assembly.sam_events import events
from stratiform.diagram.hosts import Hosts
from stratiform.diagram.relations.relation import Relation, between

_ALWAYS: Final = frozenset(
    {
        "AWS::CloudFront::Distribution",
        "AWS::ApiGatewayV2::Api",
        "AWS::Serverless::HttpApi",
        "AWS::AppSync::GraphQLApi",
        "AWS::Serverless::GraphQLApi",
        "AWS::AppRunner::Service",
        "AWS::Amplify::App",
        "AWS::GlobalAccelerator::Accelerator",
        "AWS::Transfer::Server",
    }
)


def relations(graph: Graph, hosts: Hosts) -> Iterator[Relation]:
    """One relation from outside to each node with an address of its own on the internet."""
    for resource in graph.resources.values():
        if why := _open(resource):
            yield from between([None], hosts.nodes(resource.address), "calls", f"{resource.path}: {why}")


def _open(resource: Resource) -> str:
    properties = resource.properties
    match resource.type:
        case "AWS::ApiGateway::RestApi" | "AWS::Serverless::Api":
            types = value(resource, "EndpointConfiguration.Types")
            kind = value(resource, "EndpointConfiguration.Type")
            private = types == ["PRIVATE"] or "PRIVATE" in (kind, properties.get("EndpointConfiguration"))
            return "" if private else "an API on the internet"
        case "AWS::ElasticLoadBalancingV2::LoadBalancer":
            return "internet-facing" if properties.get("Scheme") == "internet-facing" else ""
        case "AWS::ElasticLoadBalancing::LoadBalancer":
            return "" if properties.get("Scheme") == "internal" else "internet-facing"
        case "AWS::Lambda::Url":
            return "a function URL"
        case "AWS::Serverless::Function" if isinstance(properties.get("FunctionUrlConfig"), dict):
            return "a function URL"
        case "AWS::Serverless::Function" if any(event.makes_api for event in events(resource)):
            return "an API that SAM makes of its events"
        case type_ if type_ in _ALWAYS:
            return "on the internet"
    return ""
