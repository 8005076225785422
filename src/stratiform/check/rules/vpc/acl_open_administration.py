"""A network ACL that lets the internet reach SSH or RDP."""

from __future__ import annotations

from stratiform.assembly.cidrs import EVERYWHERE
from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import may_be_true, number, value
from stratiform.check.ports import ADMINISTRATION
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(entry: Resource, graph: Graph) -> Fault | None:
    cidr = value(entry, "CidrBlock", value(entry, "Ipv6CidrBlock"))
    if may_be_true(value(entry, "Egress")) or value(entry, "RuleAction") != "allow" or cidr not in EVERYWHERE:
        return None
    protocol = number(value(entry, "Protocol"))
    first, last = number(value(entry, "PortRange.From")), number(value(entry, "PortRange.To"))
    everything = protocol == -1
    for port in ADMINISTRATION:
        if everything or (protocol == 6 and first is not None and last is not None and first <= port <= last):
            return Fault(f"{cidr} may reach port {port}.", at="PortRange")
    return None


RULE = Rule(
    title="A network ACL lets the internet reach SSH or RDP",
    why="The ACL no longer stands in for a security group that is wrong.",
    fix="Allow the ports from the addresses that need them.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-21",
    types=("AWS::EC2::NetworkAclEntry",),
    faults=_faults,
    references=References(security_hub=("EC2.21",)),
)
