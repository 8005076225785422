from typing import Any

import pytest

from stratiform.assembly.graph import Address, Resource
from stratiform.assembly.security_groups import ALL, GroupRule, egress_rules, ingress_rules


def _only(rule: dict[str, Any]) -> GroupRule:
    found = ingress_rules(Resource(Address("Stack", "Rule"), "AWS::EC2::SecurityGroupIngress", "Rule", rule))
    return next(iter(found))


@pytest.mark.parametrize(
    ("rule", "protocol", "ports"),
    [
        ({"IpProtocol": "tcp", "FromPort": 80, "ToPort": 90}, "tcp", (80, 90)),
        ({"IpProtocol": 6, "FromPort": "80", "ToPort": "80"}, "tcp", (80, 80)),
        ({"IpProtocol": "17", "FromPort": 53}, "udp", (53, 53)),
        ({"IpProtocol": -1}, "-1", ALL),
        ({"IpProtocol": "-1", "FromPort": 22, "ToPort": 22}, "-1", ALL),
        ({"IpProtocol": "tcp"}, "tcp", ALL),
        ({"IpProtocol": "tcp", "FromPort": -1, "ToPort": -1}, "tcp", ALL),
        ({"IpProtocol": "tcp", "FromPort": {"Ref": "Port"}, "ToPort": {"Ref": "Port"}}, "tcp", None),
        ({"IpProtocol": "icmp"}, "icmp", None),
        ({"FromPort": 0, "ToPort": 65535}, "unknown", None),
    ],
)
def test_protocol_and_ports_are_read_as_ec2_reads_them(
    rule: dict[str, Any], protocol: str, ports: tuple[int, int] | None
) -> None:
    found = _only(rule)
    assert (found.protocol, found.ports) == (protocol, ports)


@pytest.mark.parametrize(
    ("source", "world"),
    [
        ({"CidrIp": "0.0.0.0/0"}, "0.0.0.0/0"),
        ({"CidrIpv6": "::/0"}, "::/0"),
        ({"CidrIp": "10.0.0.0/8"}, None),
        ({"CidrIp": {"Ref": "Range"}}, None),
        ({"SourceSecurityGroupId": "sg-1"}, None),
    ],
)
def test_the_world_is_a_range_without_a_bit(source: dict[str, Any], world: str | None) -> None:
    assert _only({"IpProtocol": "tcp", **source}).world == world


def test_a_range_covers_its_ends_for_its_protocol() -> None:
    rule = _only({"IpProtocol": "tcp", "FromPort": 20, "ToPort": 22})
    assert [rule.covers(port) for port in (19, 20, 22, 23)] == [False, True, True, False]
    assert not rule.covers(20, "udp")
    assert _only({"IpProtocol": "-1"}).covers(53, "udp")


def test_rules_inside_a_group_have_places() -> None:
    rule = {"IpProtocol": "-1"}
    properties = {"SecurityGroupIngress": [{"Ref": "Rule"}, rule], "SecurityGroupEgress": rule}
    group = Resource(Address("Stack", "Group"), "AWS::EC2::SecurityGroup", "Group", properties)
    assert [found.at for found in ingress_rules(group)] == ["SecurityGroupIngress[1]"]
    assert [found.at for found in egress_rules(group)] == ["SecurityGroupEgress"]
