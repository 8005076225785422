"""NAT, endpoints, transit gateways, VPNs, firewalls."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import BillOf, ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        ("AWS::EC2::NatGateway", {}, {"monthly_data_processed_gb": 100}, 32.85 + 4.5),
        (
            "AWS::EC2::VPCEndpoint",
            {"VpcEndpointType": "Interface", "SubnetIds": ["a", "b", "c"]},
            {"monthly_data_processed_gb": 100},
            21.9 + 1,
        ),
        (
            "AWS::EC2::VPCEndpoint",
            {"VpcEndpointType": "GatewayLoadBalancer"},
            {"monthly_data_processed_gb": 1000},
            7.3 + 3.5,
        ),
        ("AWS::EC2::TransitGatewayAttachment", {}, {"monthly_data_processed_gb": 100}, 36.5 + 2),
        (
            "AWS::EC2::VPNConnection",
            {"TransitGatewayId": "t"},
            {"monthly_data_processed_gb": 100},
            36.5 + 36.5 + 2,
        ),
        ("AWS::EC2::ClientVpnEndpoint", {}, {"monthly_connection_hrs": 100}, 5.0),
        (
            "AWS::NetworkFirewall::Firewall",
            {"SubnetMappings": [{"SubnetId": "a"}, {"SubnetId": "b"}]},
            {},
            2 * 288.35,
        ),
        ("AWS::GlobalAccelerator::Accelerator", {}, {}, 18.25),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)


def test_a_gateway_endpoint_is_free(bill_of: BillOf) -> None:
    bill = bill_of({"E": ("AWS::EC2::VPCEndpoint", {"ServiceName": "com.amazonaws.us-east-1.s3"})})
    assert [each.reason for each in bill.free] == ["gateway endpoints are free"]
