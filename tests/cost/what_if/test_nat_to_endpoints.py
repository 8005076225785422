"""Endpoints take the place of NAT gateways and their addresses."""

from __future__ import annotations

import pytest

from cost.bills import GraphOf
from cost.what_if.asking import asking

ask = asking("nat-to-endpoints")
NETWORK = {
    "A": ("AWS::EC2::Subnet", {"AvailabilityZone": "us-east-1a"}),
    "B": ("AWS::EC2::Subnet", {"AvailabilityZone": "us-east-1b"}),
    "Address": ("AWS::EC2::EIP", {}),
    "Other": ("AWS::EC2::EIP", {}),
    "Nat": ("AWS::EC2::NatGateway", {"AllocationId": {"Fn::GetAtt": ["Address", "AllocationId"]}}),
    "Jobs": ("AWS::SQS::Queue", {}),
    "Topic": ("AWS::SNS::Topic", {}),
}


def test_an_endpoint_in_each_zone_for_each_service_in_use(graph_of: GraphOf) -> None:
    before, after, answer = ask(graph_of(NETWORK))
    assert float(before.total) == pytest.approx(32.85 + 2 * 3.65)
    assert float(after.total) == pytest.approx(2 * 2 * 7.3 + 3.65)
    assert sorted(c.path.rpartition("/")[2] for c in after.charges if "what-if" in c.path) == ["sns", "sqs"]
    assert answer.resources == 1


def test_an_endpoint_that_is_there_is_not_added(graph_of: GraphOf) -> None:
    there = {
        "ServiceName": "com.amazonaws.us-east-1.sqs",
        "VpcEndpointType": "Interface",
        "SubnetIds": ["a", "b"],
    }
    _, after, _ = ask(graph_of({**NETWORK, "E": ("AWS::EC2::VPCEndpoint", there)}))
    assert sorted(c.path for c in after.charges if c.type == "AWS::EC2::VPCEndpoint") == [
        "E",
        "template/what-if/sns",
    ]


def test_it_warns_of_the_internet(graph_of: GraphOf) -> None:
    assert any("internet would fail" in sentence for sentence in ask(graph_of(NETWORK))[2].assumptions)
