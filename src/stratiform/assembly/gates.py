"""Who may talk to whom, by the rules of security groups: those inside a group and those beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.links import inside, targets
from stratiform.assembly.once import once
from stratiform.assembly.properties import value
from stratiform.assembly.security_groups import (
    ALL,
    EGRESS,
    GROUP,
    INGRESS,
    GroupRule,
    egress_rules,
    ingress_rules,
)


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
        found = self.rule.body.get("CidrIp") or self.rule.body.get("CidrIpv6")
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
    """What each security group lets in.

    A rule beside a group that is not in the graph stands under its own address, here and in ``egress``.
    """
    return _gates(graph, INGRESS, ingress_rules, "SourceSecurityGroupId")


@once
def egress(graph: Graph) -> Mapping[Address, tuple[Gate, ...]]:
    """What each security group lets out. One without a rule lets everything out; the first rule ends that.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupegress.html
    """
    found = dict(_gates(graph, EGRESS, egress_rules, "DestinationSecurityGroupId"))
    for group in graph.of_type(GROUP):
        if not value(group, "SecurityGroupEgress") and group.address not in found:
            everything = GroupRule("", "-1", ALL, {"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"})
            found[group.address] = (Gate(group.address, group.address, everything),)
    return found


def _gates(
    graph: Graph, apart: str, rules: Callable[[Resource], Iterator[GroupRule]], peer: str
) -> Mapping[Address, tuple[Gate, ...]]:
    found: dict[Address, list[Gate]] = {}
    for resource in graph.of_type(GROUP, apart):
        owners = [resource.address]
        if resource.type == apart:
            named = targets(graph, resource, "GroupId", "GroupName")
            owners = [group.address for group in named if group.type == GROUP] or owners
        for rule in rules(resource):
            for owner in owners:
                found.setdefault(owner, []).append(_gate(graph, resource, owner, rule, peer))
    return {group: tuple(gates) for group, gates in found.items()}


def _gate(graph: Graph, by: Resource, group: Address, rule: GroupRule, peer: str) -> Gate:
    def pointed(name: str, type_: str) -> Address | None:
        place = f"{rule.at}.{name}" if rule.at else name
        found = (edge.target for edge in inside(graph, by, place))
        return next((target for target in found if graph.resources[target].type == type_), None)

    return Gate(group, by.address, rule, pointed(peer, GROUP), pointed("CidrIp", "AWS::EC2::VPC"))
