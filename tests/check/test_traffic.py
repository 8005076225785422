from typing import Any

import pytest

from graphs import graph
from networks import NETWORK, group, opening
from stratiform.assembly.graph import Address, Graph
from stratiform.check.traffic import egress, ingress, lets_out, overlap


def address(system: Graph, name: str) -> Address:
    return next(one for one in system.resources if one.logical_id == name)


def test_rules_inside_a_group_and_beside_it_are_its_gates() -> None:
    beside = {"GroupId": {"Fn::GetAtt": ["Door", "GroupId"]}, **opening(22, peer="Other")}
    resources = {
        **NETWORK,
        "Door": group(opening(443, cidr="0.0.0.0/0")),
        "Other": group(),
        "Rule": ("AWS::EC2::SecurityGroupIngress", beside),
    }
    system = graph(resources)
    inner, outer = ingress(system)[address(system, "Door")]
    assert (inner.cidr, inner.peer, inner.steps) == ("0.0.0.0/0", None, (address(system, "Door"),))
    assert outer.peer == address(system, "Other")
    assert outer.steps == (address(system, "Rule"), address(system, "Door"))
    assert inner.has(443)
    assert not inner.has(22)
    assert inner.has(None)


def test_a_port_that_is_not_known_may_be_any() -> None:
    rule = {
        "IpProtocol": "tcp",
        "FromPort": {"Ref": "Port"},
        "ToPort": {"Ref": "Port"},
        "CidrIp": "10.0.0.0/8",
    }
    system = graph({**NETWORK, "Door": group(rule)}, Parameters={"Port": {"Type": "Number"}})
    (gate,) = ingress(system)[address(system, "Door")]
    assert gate.has(5432)


def test_udp_lets_no_database_connection_in() -> None:
    system = graph({**NETWORK, "Door": group({**opening(5432, cidr="0.0.0.0/0"), "IpProtocol": "udp"})})
    (gate,) = ingress(system)[address(system, "Door")]
    assert not gate.has(5432)
    assert not gate.has(None)


def test_the_whole_network_may_be_let_in() -> None:
    whole = {"IpProtocol": "-1", "CidrIp": {"Fn::GetAtt": ["Vpc", "CidrBlock"]}}
    system = graph({**NETWORK, "Door": group(whole)})
    (gate,) = ingress(system)[address(system, "Door")]
    assert gate.network == address(system, "Vpc")


@pytest.mark.parametrize(
    ("rules", "lets"),
    [
        (None, True),
        ([], True),
        ([{**opening(5432, cidr="0.0.0.0/0")}], True),
        ([{**opening(443, cidr="0.0.0.0/0")}], False),
        ([{"IpProtocol": "icmp", "FromPort": 252, "ToPort": 86, "CidrIp": "255.255.255.255/32"}], False),
        ([{"IpProtocol": "-1", "DestinationSecurityGroupId": {"Ref": "Target"}}], True),
        ([{"IpProtocol": "-1", "DestinationSecurityGroupId": {"Ref": "Other"}}], False),
    ],
)
def test_a_group_sends_where_its_rules_let_it(rules: list[dict[str, Any]] | None, lets: bool) -> None:
    properties = {} if rules is None else {"SecurityGroupEgress": rules}
    system = graph({**NETWORK, "Door": group(**properties), "Target": group(), "Other": group()})
    assert lets_out(system, address(system, "Door"), address(system, "Target"), 5432) is lets


def test_a_rule_beside_the_group_ends_that_everything_gets_out() -> None:
    rule = {
        "GroupId": {"Ref": "Door"},
        "IpProtocol": "tcp",
        "FromPort": 443,
        "ToPort": 443,
        "CidrIp": "0.0.0.0/0",
    }
    resources = {**NETWORK, "Door": group(), "Target": group()}
    system = graph({**resources, "Rule": ("AWS::EC2::SecurityGroupEgress", rule)})
    assert not lets_out(system, address(system, "Door"), address(system, "Target"), 5432)
    assert len(egress(system)[address(system, "Door")]) == 1


def test_ranges_overlap_where_both_are_known() -> None:
    assert overlap("10.0.0.0/8", "10.1.0.0/16")
    assert not overlap("10.0.0.0/8", "192.168.0.0/16")
    assert not overlap("10.0.0.0/8", "::/0")
    assert not overlap(None, "10.0.0.0/8")
    assert overlap("10.0.0.1/8", "10.0.0.0/16")
