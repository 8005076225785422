"""VPC endpoints: which AWS services a network reaches without the internet."""

from __future__ import annotations

import re

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources, targets
from stratiform.assembly.properties import value
from stratiform.assembly.routes import network_of, route_tables_of

ENDPOINT = "AWS::EC2::VPCEndpoint"


def service(endpoint: Resource) -> str | None:
    """``dynamodb`` of ``com.amazonaws.us-east-1.dynamodb``, also where the region is not known yet."""
    name = value(endpoint, "ServiceName")
    if isinstance(name, dict):
        joined = name.get("Fn::Join") or name.get("Fn::Sub")
        parts = joined[1] if isinstance(joined, list) and isinstance(joined[-1], list) else [joined]
        name = "".join(part if isinstance(part, str) else "region" for part in parts)
    if not isinstance(name, str):
        return None
    found = re.fullmatch(
        r"(?:com|cn\.com|aws)\.(?:amazonaws|sagemaker)\.[^.]+\.(.+)", re.sub(r"\$\{[^}]*\}", "region", name)
    )
    return found[1] if found else None


def gateway_services(graph: Graph, table: Resource) -> frozenset[str]:
    """The services that a route table leads to by gateway endpoints."""
    found = (service(one) for one in sources(graph, table, ENDPOINT, "RouteTableIds"))
    return frozenset(name for name in found if name)


def services(graph: Graph, subnet: Resource) -> frozenset[str]:
    """The services that a subnet reaches by endpoints of either kind."""
    vpc = network_of(graph, subnet)
    found = {name for table in route_tables_of(graph, subnet) for name in gateway_services(graph, table)}
    for endpoint in graph.of_type(ENDPOINT):
        networks = {one.address for one in targets(graph, endpoint, "VpcId")}
        name = service(endpoint)
        if name and vpc and vpc.address in networks and value(endpoint, "VpcEndpointType") == "Interface":
            found.add(name)
    return frozenset(found)
