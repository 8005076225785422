"""EC2 resources that are one API resource each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local.emulator.api_resource import api_resource, arn
from stratiform.local.emulator.client import client
from stratiform.local.emulator.ec2_tags import specification
from stratiform.local.emulator.resource_type import Properties


def _tagged(kind: str) -> Callable[[Properties], Properties]:
    return lambda properties: {**properties, **specification(kind, properties)}


def _key_pair(name: str, properties: Properties) -> dict[str, str]:
    (found,) = client("ec2").describe_key_pairs(KeyNames=[name])["KeyPairs"]
    return {"KeyPairId": found["KeyPairId"]}


def _network_interface(identifier: str, properties: Properties) -> dict[str, Any]:
    """Its secondary addresses are made up: MiniStack's has one address."""
    found = client("ec2").describe_network_interfaces(NetworkInterfaceIds=[identifier])["NetworkInterfaces"][
        0
    ]
    more = int(properties.get("SecondaryPrivateIpAddressCount", 0))
    return {
        "Id": identifier,
        "PrimaryPrivateIpAddress": properties.get("PrivateIpAddress", found["PrivateIpAddress"]),
        "SecondaryPrivateIpAddresses": [f"10.0.0.{4 + index}" for index in range(more)],
        "VpcId": found["VpcId"],
    }


RESOURCES = (
    api_resource(
        "AWS::EC2::EgressOnlyInternetGateway",
        "ec2",
        create="create_egress_only_internet_gateway",
        delete="delete_egress_only_internet_gateway",
        key="EgressOnlyInternetGatewayId",
        reference="EgressOnlyInternetGateway.EgressOnlyInternetGatewayId",
        attributes=lambda physical_id, _: {"Id": physical_id},
        prepare=_tagged("egress-only-internet-gateway"),
    ),
    api_resource(
        "AWS::EC2::Volume",
        "ec2",
        create="create_volume",
        update="modify_volume",
        delete="delete_volume",
        key="VolumeId",
        reference="VolumeId",
        attributes=lambda physical_id, _: {"VolumeId": physical_id},
        prepare=_tagged("volume"),
        replaced_by=("AvailabilityZone", "Encrypted", "KmsKeyId", "SnapshotId", "OutpostArn"),
    ),
    api_resource(
        "AWS::EC2::KeyPair",
        "ec2",
        create="import_key_pair",
        delete="delete_key_pair",
        key="KeyName",
        attributes=_key_pair,
        prepare=lambda properties: {
            **properties,
            # Without PublicKeyMaterial EC2 makes a key; the local cloud has no use for one.
            "PublicKeyMaterial": properties.get("PublicKeyMaterial", "ssh-ed25519 none").encode(),
        },
    ),
    api_resource(
        "AWS::EC2::NetworkInterface",
        "ec2",
        create="create_network_interface",
        delete="delete_network_interface",
        key="NetworkInterfaceId",
        reference="NetworkInterface.NetworkInterfaceId",
        attributes=_network_interface,
        prepare=lambda properties: {
            **_tagged("network-interface")(properties),
            "Groups": properties.get("GroupSet"),
        },
    ),
    api_resource(
        "AWS::EC2::PlacementGroup",
        "ec2",
        create="create_placement_group",
        delete="delete_placement_group",
        key="GroupName",
        named={"GroupName": 255},
        attributes=lambda physical_id, _: {"GroupName": physical_id},
        prepare=lambda properties: {"Strategy": "cluster", **properties},
    ),
    api_resource(
        "AWS::EC2::PrefixList",
        "ec2",
        create="create_managed_prefix_list",
        delete="delete_managed_prefix_list",
        key="PrefixListId",
        reference="PrefixList.PrefixListId",
        attributes=lambda physical_id, properties: {
            "PrefixListId": physical_id,
            "Arn": arn("ec2", f"prefix-list/{physical_id}"),
            "OwnerId": arn("ec2", "").split(":")[4],
            "Version": "1",
        },
        prepare=_tagged("prefix-list"),
    ),
    api_resource(
        "AWS::EC2::VPCPeeringConnection",
        "ec2",
        create="create_vpc_peering_connection",
        delete="delete_vpc_peering_connection",
        key="VpcPeeringConnectionId",
        reference="VpcPeeringConnection.VpcPeeringConnectionId",
        attributes=lambda physical_id, _: {"Id": physical_id},
        prepare=_tagged("vpc-peering-connection"),
    ),
    api_resource(
        "AWS::EC2::VPNGateway",
        "ec2",
        create="create_vpn_gateway",
        delete="delete_vpn_gateway",
        key="VpnGatewayId",
        reference="VpnGateway.VpnGatewayId",
        attributes=lambda physical_id, _: {"VPNGatewayId": physical_id},
        prepare=_tagged("vpn-gateway"),
    ),
    api_resource(
        "AWS::EC2::CustomerGateway",
        "ec2",
        create="create_customer_gateway",
        delete="delete_customer_gateway",
        key="CustomerGatewayId",
        reference="CustomerGateway.CustomerGatewayId",
        attributes=lambda physical_id, _: {"CustomerGatewayId": physical_id},
        prepare=lambda properties: {
            **_tagged("customer-gateway")(properties),
            "PublicIp": properties.get("IpAddress"),
        },
    ),
    api_resource(
        "AWS::EC2::VPNConnection",
        "ec2",
        create="create_vpn_connection",
        delete="delete_vpn_connection",
        key="VpnConnectionId",
        reference="VpnConnection.VpnConnectionId",
        attributes=lambda physical_id, _: {"VpnConnectionId": physical_id},
        prepare=_tagged("vpn-connection"),
    ),
)
