"""Who may talk to whom, by the rules of security groups: those inside a group and those beside it."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.links import inside, targets
from stratiform.assembly.once import once
from stratiform.assembly.properties import value
from stratiform.check.ports import ALL, GROUP, GroupRule, rules


@dataclass(frozen=True)
class Gate:
    """One rule of the security group ``group``, written in ``by``.

    Where the other side is another group of the graph it is ``peer``; where it is all addresses of a network
    of the graph, ``network``.
    """

    group: Address
    by: Address
    rule: GroupRule
    peer: Address | None = None
    network: Address | None = None

    @property
    def cidr(self) -> str | None:
        """The other side's addresses, where they are known."""
        found = self.rule.rule.get("CidrIp") or self.rule.rule.get("CidrIpv6")
        return found if isinstance(found, str) else None

    @property
    def steps(self) -> tuple[Address, ...]:
        """The resources that make the gate: the rule where it stands alone, then the group."""
        return (self.group,) if self.by == self.group else (self.by, self.group)

    def has(self, port: int | None) -> bool:
        """Whether TCP passes to ``port``. A port or a range that is not known may be the right one."""
        if port is None or self.rule.ports is None:
            return self.rule.protocol in ("-1", "tcp")
        return self.rule.covers(port)


@once
def ingress(graph: Graph) -> Mapping[Address, tuple[Gate, ...]]:
    """What each security group lets in."""
    return _gates(graph, "SecurityGroupIngress", "AWS::EC2::SecurityGroupIngress", "SourceSecurityGroupId")


@once
def egress(graph: Graph) -> Mapping[Address, tuple[Gate, ...]]:
    """What each security group lets out. One without a rule lets everything out; the first rule ends that.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupegress.html
    """
    found = dict(
        _gates(graph, "SecurityGroupEgress", "AWS::EC2::SecurityGroupEgress", "DestinationSecurityGroupId")
    )
    for group in graph.of_type(GROUP):
        if not value(group, "SecurityGroupEgress") and group.address not in found:
            everything = GroupRule("", "-1", ALL, {"CidrIp": "0.0.0.0/0"})
            gate = Gate(group.address, group.address, everything)
            found[group.address] = (gate,)
    return found


def lets_out(graph: Graph, source: Address, target: Address, port: int | None) -> bool:
    """Whether members of the group ``source`` may send to members of the group ``target``.

    A range of addresses counts, since members of the target may have them; a single address does not.
    """
    return any(
        gate.has(port) and (gate.peer == target if gate.peer else not (gate.cidr or "").endswith("/32"))
        for gate in egress(graph).get(source, ())
    )


def overlap(cidr: Any, other: Any) -> bool:
    """Whether two ranges of addresses overlap, where both are known."""
    try:
        ranges = [ipaddress.ip_network(str(one), strict=False) for one in (cidr, other)]
        return ranges[0].overlaps(ranges[1])
    except (ValueError, TypeError):
        return False


def _gates(graph: Graph, inline: str, apart: str, peer: str) -> Mapping[Address, tuple[Gate, ...]]:
    found: dict[Address, list[Gate]] = {}
    for resource in graph.of_type(GROUP, apart):
        groups = [resource] if resource.type == GROUP else [*targets(graph, resource, "GroupId", "GroupName")]
        for rule in rules(resource, inline):
            for group in groups:
                if group.type == GROUP:
                    found.setdefault(group.address, []).append(_gate(graph, resource, group, rule, peer))
    return {group: tuple(gates) for group, gates in found.items()}


def _gate(graph: Graph, by: Resource, group: Resource, rule: GroupRule, peer: str) -> Gate:
    def pointed(name: str, type_: str) -> Address | None:
        place = f"{rule.at}.{name}" if rule.at else name
        found = (edge.target for edge in inside(graph, by, place))
        return next((target for target in found if graph.resources[target].type == type_), None)

    return Gate(group.address, by.address, rule, pointed(peer, GROUP), pointed("CidrIp", "AWS::EC2::VPC"))
