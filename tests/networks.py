"""Small networks for the tests of rules about whole systems."""

from __future__ import annotations

from typing import Any


def subnet(
    name: str, *, zone: str = "us-east-1a", way: str | None = None, **properties: Any
) -> dict[str, Any]:
    """A subnet of the VPC ``Vpc`` with its route table; ``way`` is ``internet``, ``nat`` or None."""
    found: dict[str, Any] = {
        name: ("AWS::EC2::Subnet", {"VpcId": {"Ref": "Vpc"}, "AvailabilityZone": zone, **properties}),
        f"{name}Table": ("AWS::EC2::RouteTable", {"VpcId": {"Ref": "Vpc"}}),
        f"{name}Association": (
            "AWS::EC2::SubnetRouteTableAssociation",
            {"SubnetId": {"Ref": name}, "RouteTableId": {"Ref": f"{name}Table"}},
        ),
    }
    gateway = {"internet": {"GatewayId": {"Ref": "Gateway"}}, "nat": {"NatGatewayId": {"Ref": "Nat"}}}
    if way:
        route = {"RouteTableId": {"Ref": f"{name}Table"}, "DestinationCidrBlock": "0.0.0.0/0", **gateway[way]}
        found[f"{name}Route"] = ("AWS::EC2::Route", route)
    return found


def group(*ingress: Any, **properties: Any) -> tuple[str, dict[str, Any]]:
    """A security group of the VPC ``Vpc``."""
    return "AWS::EC2::SecurityGroup", {
        "GroupDescription": "for a test",
        "VpcId": {"Ref": "Vpc"},
        "SecurityGroupIngress": list(ingress),
        **properties,
    }


def opening(port: int, *, cidr: str | None = None, peer: str | None = None) -> dict[str, Any]:
    """One TCP rule of a security group, for a range of addresses or another group."""
    found: dict[str, Any] = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port}
    if cidr:
        found["CidrIp"] = cidr
    if peer:
        found["SourceSecurityGroupId"] = {"Fn::GetAtt": [peer, "GroupId"]}
    return found


NETWORK: dict[str, Any] = {
    "Vpc": ("AWS::EC2::VPC", {"CidrBlock": "10.0.0.0/16"}),
    "Gateway": ("AWS::EC2::InternetGateway", {}),
    **subnet("Public", way="internet", MapPublicIpOnLaunch=True, CidrBlock="10.0.0.0/24"),
    "Nat": ("AWS::EC2::NatGateway", {"SubnetId": {"Ref": "Public"}}),
    **subnet("Private", way="nat", CidrBlock="10.0.1.0/24"),
    **subnet("Isolated", CidrBlock="10.0.2.0/24"),
    **subnet("IsolatedB", zone="us-east-1b", CidrBlock="10.0.3.0/24"),
}
"""A VPC with a subnet of each kind, and a second isolated one in another zone."""


def database(*subnets: str, groups: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    """A PostgreSQL instance ``Database`` in these subnets, with its subnet group ``Subnets``."""
    return {
        "Subnets": ("AWS::RDS::DBSubnetGroup", {"SubnetIds": [{"Ref": one} for one in subnets]}),
        "Database": (
            "AWS::RDS::DBInstance",
            {
                "Engine": "postgres",
                "DBSubnetGroupName": {"Ref": "Subnets"},
                "VPCSecurityGroups": [{"Fn::GetAtt": [one, "GroupId"]} for one in groups],
                **properties,
            },
        ),
    }
