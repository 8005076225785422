from typing import Any

import pytest

from graphs import graph
from networks import NETWORK, subnet
from stratiform.assembly.graph import Graph
from stratiform.assembly.routes import Exit, is_public, network_of, route_tables_of, ways


def exits(system: Graph, name: str) -> list[Exit]:
    address = next(one for one in system.resources if one.logical_id == name)
    return [way.exit for way in ways(system)[address]]


def test_each_subnet_has_its_way_out() -> None:
    system = graph(NETWORK)
    assert exits(system, "Public") == [Exit.INTERNET]
    assert exits(system, "Private") == [Exit.NAT]
    assert exits(system, "Isolated") == []


@pytest.mark.parametrize(
    ("route", "exit"),
    [
        ({"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-0123456789abcdef0"}, Exit.INTERNET),
        ({"DestinationIpv6CidrBlock": "::/0", "GatewayId": {"Ref": "Gateway"}}, Exit.INTERNET),
        ({"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": {"Ref": "Theirs"}}, Exit.UNKNOWN),
        ({"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "vgw-1"}, Exit.OTHER),
        ({"DestinationCidrBlock": "0.0.0.0/0", "TransitGatewayId": "tgw-1"}, Exit.OTHER),
        ({"DestinationCidrBlock": "0.0.0.0/0", "InstanceId": "i-1"}, Exit.NAT),
    ],
)
def test_what_a_default_route_leads_to(route: dict[str, Any], exit: Exit) -> None:
    found = {**NETWORK, "Route": ("AWS::EC2::Route", {"RouteTableId": {"Ref": "IsolatedTable"}, **route})}
    system = graph(found, Parameters={"Theirs": {"Type": "String"}})
    assert exits(system, "Isolated") == [exit]


def test_a_route_to_one_network_is_no_way_out() -> None:
    route = {"DestinationCidrBlock": "10.1.0.0/16", "GatewayId": {"Ref": "Gateway"}}
    found = {**NETWORK, "Route": ("AWS::EC2::Route", {"RouteTableId": {"Ref": "IsolatedTable"}, **route})}
    assert exits(graph(found), "Isolated") == []


def test_of_tables_and_networks_elsewhere_nothing_is_known() -> None:
    association = {"SubnetId": {"Ref": "Isolated"}, "RouteTableId": "rtb-1"}
    found = {**NETWORK, "IsolatedAssociation": ("AWS::EC2::SubnetRouteTableAssociation", association)}
    assert exits(graph(found), "Isolated") == [Exit.UNKNOWN]
    assert exits(graph({"Alone": ("AWS::EC2::Subnet", {"VpcId": "vpc-1"})}), "Alone") == [Exit.UNKNOWN]
    assert exits(graph({**NETWORK, "Main": subnet("Main")["Main"]}), "Main") == []


def test_a_subnet_knows_its_network_and_tables() -> None:
    system = graph(NETWORK)
    public = next(one for one in system.resources.values() if one.address.logical_id == "Public")
    vpc = network_of(system, public)
    assert is_public(system, public)
    assert vpc is not None
    assert vpc.address.logical_id == "Vpc"
    assert [table.address.logical_id for table in route_tables_of(system, public)] == ["PublicTable"]


def test_a_route_to_what_is_not_known_may_be_the_way_out() -> None:
    route = {"DestinationCidrBlock": {"Ref": "Range"}, "VpcPeeringConnectionId": "pcx-1"}
    found = {**NETWORK, "Route": ("AWS::EC2::Route", {"RouteTableId": {"Ref": "IsolatedTable"}, **route})}
    system = graph(found, Parameters={"Range": {"Type": "String"}})
    assert exits(system, "Isolated") == [Exit.UNKNOWN]
