"""How subnets leave their network: by an internet gateway, by a NAT, or not at all."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from stratiform.assembly.cidrs import EVERYWHERE
from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.links import sources, targets
from stratiform.assembly.once import once
from stratiform.assembly.properties import is_unknown, value

_NAT_TARGETS = ("NatGatewayId", "InstanceId", "NetworkInterfaceId")
_OTHER_TARGETS = (
    "TransitGatewayId",
    "VpcEndpointId",
    "VpcPeeringConnectionId",
    "EgressOnlyInternetGatewayId",
)


class Exit(enum.Enum):
    """Where the default route of a subnet leads."""

    INTERNET = "an internet gateway"
    NAT = "a NAT"
    OTHER = "another network"
    UNKNOWN = "what is not in the definition"


@dataclass(frozen=True)
class Way:
    """One default route of a subnet, with the resources that prove it: route, then gateway."""

    exit: Exit
    proof: tuple[Address, ...]


@once
def ways(graph: Graph) -> Mapping[Address, tuple[Way, ...]]:
    """The default routes of every subnet. One without any cannot reach the internet.

    A subnet that no route table is associated with has the network's main table. In a network of this graph
    that has no default route; of another network nothing is known.
    """
    tables = {
        table.address: tuple(_table_ways(graph, table)) for table in graph.of_type("AWS::EC2::RouteTable")
    }
    found: dict[Address, tuple[Way, ...]] = {}
    for subnet in graph.of_type("AWS::EC2::Subnet"):
        associations = list(sources(graph, subnet, "AWS::EC2::SubnetRouteTableAssociation", "SubnetId"))
        out: list[Way] = []
        for association in associations:
            named = [
                table for table in targets(graph, association, "RouteTableId") if table.address in tables
            ]
            for table in named:
                out += tables[table.address]
            if not named:
                out.append(Way(Exit.UNKNOWN, (association.address,)))
        if not associations and not list(targets(graph, subnet, "VpcId")):
            out.append(Way(Exit.UNKNOWN, ()))
        found[subnet.address] = tuple(out)
    return found


def way_out(graph: Graph, subnet: Resource, exit: Exit) -> Way | None:
    """The default route of ``subnet`` that leads to ``exit``, if it has one."""
    return next((way for way in ways(graph).get(subnet.address, ()) if way.exit is exit), None)


def is_public(graph: Graph, subnet: Resource) -> bool:
    """Whether the subnet has a default route to an internet gateway."""
    return way_out(graph, subnet, Exit.INTERNET) is not None


def network_of(graph: Graph, subnet: Resource) -> Resource | None:
    """The VPC of a subnet, where it is in the graph."""
    return next(targets(graph, subnet, "VpcId"), None)


def route_tables_of(graph: Graph, subnet: Resource) -> tuple[Resource, ...]:
    """The route tables associated with a subnet."""
    return tuple(
        table
        for association in sources(graph, subnet, "AWS::EC2::SubnetRouteTableAssociation", "SubnetId")
        for table in targets(graph, association, "RouteTableId")
    )


def _table_ways(graph: Graph, table: Resource) -> list[Way]:
    found = []
    for route in sources(graph, table, "AWS::EC2::Route", "RouteTableId"):
        destinations = (value(route, "DestinationCidrBlock"), value(route, "DestinationIpv6CidrBlock"))
        if any(destination in EVERYWHERE for destination in destinations):
            found.append(_way(graph, route))
        elif any(map(is_unknown, destinations)):
            found.append(Way(Exit.UNKNOWN, (route.address,)))
    return found


def _way(graph: Graph, route: Resource) -> Way:
    gateway = value(route, "GatewayId")
    for target in targets(graph, route, "GatewayId"):
        if target.type in ("AWS::EC2::InternetGateway", "AWS::EC2::VPCGatewayAttachment"):
            return Way(Exit.INTERNET, (route.address, target.address))
        return Way(Exit.OTHER, (route.address, target.address))
    if isinstance(gateway, str):
        return Way(Exit.INTERNET if gateway.startswith("igw-") else Exit.OTHER, (route.address,))
    if is_unknown(gateway):
        return Way(Exit.UNKNOWN, (route.address,))
    for path in _NAT_TARGETS:
        if value(route, path) is not None:
            return Way(Exit.NAT, (route.address, *(one.address for one in targets(graph, route, path))))
    if any(value(route, path) is not None for path in _OTHER_TARGETS):
        return Way(Exit.OTHER, (route.address,))
    return Way(Exit.UNKNOWN, (route.address,))
