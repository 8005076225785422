"""What moves traffic in and out of a VPC: NAT, endpoints, transit gateways, VPNs, firewalls, mirrors."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.cost.component import Component
from stratiform.cost.keys import amount, shape
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading


def _nat(reading: Reading) -> Iterator[Component]:
    yield from reading.hours("NAT gateway", "nat.hour")
    yield from reading.used("Data processed", "nat.gb", "monthly_data_processed_gb")


def _endpoint(reading: Reading) -> Iterator[Component]:
    kind = reading.text("VpcEndpointType", "Gateway")
    if kind == "Gateway":
        return reading.free_because("gateway endpoints are free")
    return _private_link(reading, kind)


def _private_link(reading: Reading, kind: str) -> Iterator[Component]:
    balanced = kind == "GatewayLoadBalancer"
    zones = max(1, len(reading.list("SubnetIds")))
    yield from reading.used(
        "Data processed", "endpoint.gwlb_gb" if balanced else "endpoint.gb", "monthly_data_processed_gb"
    )
    yield from reading.hours(f"Endpoint ({kind})", "endpoint.hour", zones)


def _attachment(reading: Reading) -> Iterator[Component]:
    yield from reading.hours("Transit gateway attachment", "tgw.hour")
    yield from reading.used("Data processed", "tgw.gb", "monthly_data_processed_gb")


def _vpn(reading: Reading) -> Iterator[Component]:
    yield from reading.hours("VPN connection", "vpn.hour")
    if reading.resource.properties.get("TransitGatewayId"):
        yield from _attachment(reading)


def _client_vpn(reading: Reading) -> Iterator[Component]:
    hours = reading.use("monthly_connection_hrs")
    yield from reading.charge("Connection", "vpn.client_hour", hours, "monthly_connection_hrs")


def _association(reading: Reading) -> Iterator[Component]:
    yield from reading.hours("Endpoint association", "vpn.association_hour")


def _mirror(reading: Reading) -> Iterator[Component]:
    yield from reading.hours("Traffic mirror", "mirror.hour")


def _firewall(reading: Reading) -> Iterator[Component]:
    zones = max(1, len(reading.list("SubnetMappings")))
    yield from reading.hours("Network Firewall endpoint", "firewall.hour", zones)
    yield from reading.used("Data processed", "firewall.gb", "monthly_data_processed_gb")


def _accelerator(reading: Reading) -> Iterator[Component]:
    yield from reading.hours("Global Accelerator", "accelerator.hour")


_GB = amount("monthly_data_processed_gb", "GB through it.", 10, 50, 500)

METERS = (
    Meter("VPC", ("AWS::EC2::NatGateway",), _nat, (_GB,), ("Its address is charged as AWS::EC2::EIP.",)),
    Meter(
        "VPC",
        ("AWS::EC2::VPCEndpoint",),
        _endpoint,
        (amount("monthly_data_processed_gb", "GB through an interface endpoint.", 1, 10, 100),),
        ("An interface endpoint is charged in each of its subnets.",),
    ),
    Meter(
        "VPC",
        (
            "AWS::EC2::TransitGatewayAttachment",
            "AWS::EC2::TransitGatewayVpcAttachment",
            "AWS::EC2::TransitGatewayPeeringAttachment",
            "AWS::EC2::TransitGatewayConnect",
        ),
        _attachment,
        (_GB,),
    ),
    Meter("VPC", ("AWS::EC2::VPNConnection",), _vpn, (_GB,)),
    Meter(
        "VPC",
        ("AWS::EC2::ClientVpnEndpoint",),
        _client_vpn,
        (shape("monthly_connection_hrs", "Hours of all connections.", 730),),
    ),
    Meter("VPC", ("AWS::EC2::ClientVpnTargetNetworkAssociation",), _association),
    Meter("VPC", ("AWS::EC2::TrafficMirrorSession",), _mirror),
    Meter("Network Firewall", ("AWS::NetworkFirewall::Firewall",), _firewall, (_GB,)),
    Meter(
        "Global Accelerator",
        ("AWS::GlobalAccelerator::Accelerator",),
        _accelerator,
        (),
        ("The premium for its traffic is not counted.",),
    ),
)
