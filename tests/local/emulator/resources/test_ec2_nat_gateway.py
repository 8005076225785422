from __future__ import annotations

from typing import Any

import pytest
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import VPC, Stack

pytestmark = pytest.mark.local


def test_a_nat_gateway_keeps_its_address_and_goes_with_the_stack(
    stack: Stack, local_cloud: LocalCloud
) -> None:
    ec2 = local_cloud.client("ec2")
    resources = VPC | {
        "Address": {"Type": "AWS::EC2::EIP", "Properties": {"Tags": [{"Key": "is", "Value": "first"}]}},
        "Nat": {
            "Type": "AWS::EC2::NatGateway",
            "Properties": {
                "SubnetId": {"Ref": "Subnet"},
                "AllocationId": {"Fn::GetAtt": ["Address", "AllocationId"]},
                "Tags": [{"Key": "is", "Value": "first"}],
            },
        },
    }
    outputs = {
        "Ip": {"Ref": "Address"},
        "Allocation": {"Fn::GetAtt": "Address.AllocationId"},
        "Nat": {"Ref": "Nat"},
        "Cidr": {"Fn::GetAtt": "Vpc.CidrBlock"},
    }
    first = stack.up(resources, outputs)

    [address] = ec2.describe_addresses(AllocationIds=[first["Allocation"]])["Addresses"]
    assert address["PublicIp"] == first["Ip"]
    assert first["Cidr"] == "10.7.0.0/16"

    retagged = {"Tags": [{"Key": "now", "Value": "second"}]}
    resources["Nat"]["Properties"] |= retagged
    resources["Address"]["Properties"] |= retagged
    assert stack.up(resources, outputs) == first, "a new tag replaces neither"
    [nat] = ec2.describe_nat_gateways(NatGatewayIds=[first["Nat"]])["NatGateways"]
    assert {"Key": "now", "Value": "second"} in nat["Tags"]
    assert "first" not in str(nat["Tags"])

    resources["Other"] = {
        "Type": "AWS::EC2::Subnet",
        "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.7.2.0/24"},
    }
    resources["Nat"]["Properties"]["SubnetId"] = {"Ref": "Other"}
    moved = stack.up(resources, outputs)
    assert moved["Nat"] != first["Nat"], "another subnet replaces the gateway"
    assert _living_nat_gateways(ec2, first["Nat"], moved["Nat"]) == {moved["Nat"]}

    stack.down()
    assert _living_nat_gateways(ec2, first["Nat"], moved["Nat"]) == set()
    assert first["Ip"] not in {found["PublicIp"] for found in ec2.describe_addresses()["Addresses"]}


def _living_nat_gateways(ec2: Any, *ids: str) -> set[str]:
    found = ec2.describe_nat_gateways()["NatGateways"]
    return {nat["NatGatewayId"] for nat in found if nat["State"] != "deleted"} & set(ids)
