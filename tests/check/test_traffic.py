from typing import Any

import pytest

from graphs import address, graph
from networks import NETWORK, group, opening
from stratiform.check.traffic import lets_out, overlap


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


def test_ranges_overlap_where_both_are_known() -> None:
    assert overlap("10.0.0.0/8", "10.1.0.0/16")
    assert not overlap("10.0.0.0/8", "192.168.0.0/16")
    assert not overlap("10.0.0.0/8", "::/0")
    assert not overlap(None, "10.0.0.0/8")
    assert overlap("10.0.0.1/8", "10.0.0.0/16")
