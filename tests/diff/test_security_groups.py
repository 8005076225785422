"""Rules of security groups."""

from __future__ import annotations

import pytest

from diff.templates import resource, told


def group(*rules, **more):
    return resource("EC2::SecurityGroup", GroupDescription="g", SecurityGroupIngress=list(rules), **more)


def rule(cidr="10.0.0.0/16", first=443, last=None, protocol="tcp", **more):
    return {"IpProtocol": protocol, "FromPort": first, "ToPort": last or first, "CidrIp": cidr, **more}


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (rule(), rule("0.0.0.0/0"), "from the internet on port 443 (tcp)"),
        (rule(), rule("10.0.0.0/8"), "from 10.0.0.0/8 on port 443 (tcp)"),
        (rule(), rule(first=440, last=450), "from 10.0.0.0/16 on ports 440 to 450 (tcp)"),
        (rule(), rule(protocol="-1"), "from 10.0.0.0/16 on every port (every protocol)"),
        (rule(), rule(protocol="udp"), "from 10.0.0.0/16 on port 443 (udp)"),
    ],
)
def test_a_wider_rule_is_told(compare, before, after, says):
    assert told(compare({"G": group(before)}, {"G": group(after)})) == [f"G: traffic is let in {says}"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (rule("10.0.0.0/8"), rule("10.1.0.0/16")),
        (rule(first=1, last=1000), rule(first=22)),
        (rule(protocol="-1"), rule(protocol="tcp")),
        (rule(protocol="6"), rule(protocol="tcp")),
        (rule(), rule(Description="the same")),
        (rule("0.0.0.0/0"), rule("10.0.0.0/16")),
    ],
)
def test_a_rule_that_lets_no_more_through_is_not(compare, before, after):
    assert told(compare({"G": group(before)}, {"G": group(after)})) == []


def test_a_rule_of_its_own_is_the_groups(compare):
    alone = resource(
        "EC2::SecurityGroupIngress", GroupId={"Fn::GetAtt": ["G", "GroupId"]}, **rule("0.0.0.0/0", 22)
    )
    bare = {"G": group()}
    assert told(compare(bare, bare | {"R": alone})) == [
        "G: traffic is let in from the internet on port 22 (tcp)"
    ]
    assert told(compare(bare | {"R": alone}, {"G": group(rule("0.0.0.0/0", 22))})) == []


def test_of_a_new_group_only_what_is_public_is_told(compare):
    other = {"T": resource("SNS::Topic")}
    new = group(rule(), rule("0.0.0.0/0", 80), rule("8.8.8.0/24", 53, protocol="udp"))
    assert told(compare(other, other | {"G": new})) == [
        "G: traffic is let in from 8.8.8.0/24 on port 53 (udp)",
        "G: traffic is let in from the internet on port 80 (tcp)",
    ]


def test_a_group_without_egress_rules_lets_everything_out(compare):
    none = {"CidrIp": "255.255.255.255/32", "IpProtocol": "icmp", "FromPort": 252, "ToPort": 86}
    shut, open_ = group(SecurityGroupEgress=[none]), group()
    assert told(compare({"G": shut}, {"G": open_})) == [
        "G: traffic may go out to the internet on every port (every protocol)"
    ]
    assert told(compare({"G": open_}, {"G": shut})) == []


def test_every_type_of_icmp_takes_in_each(compare):
    echo = rule(first=8, last=-1, protocol="icmp")
    for every in (rule(first=-1, last=-1, protocol="icmp"), {"IpProtocol": "icmp", "CidrIp": "10.0.0.0/16"}):
        assert told(compare({"G": group(every)}, {"G": group(echo)})) == []
        says = "G: traffic is let in from 10.0.0.0/16 on every type (icmp)"
        assert told(compare({"G": group(echo)}, {"G": group(every)})) == [says]


def test_a_rule_beside_a_group_ends_that_everything_gets_out(compare):
    alone = resource(
        "EC2::SecurityGroupEgress", GroupId={"Fn::GetAtt": ["G", "GroupId"]}, **rule("10.0.0.0/8", 443)
    )
    assert told(compare({"G": group(), "R": alone}, {"G": group()})) == [
        "G: traffic may go out to the internet on every port (every protocol)"
    ]
