"""What security groups and network ACLs let in or out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, items, number
from stratiform.check.rule import Fault
from stratiform.check.shapes import Faults

GROUP = "AWS::EC2::SecurityGroup"
INGRESS = (GROUP, "AWS::EC2::SecurityGroupIngress")
_UNKNOWN = "unknown"
_ANY_PROTOCOL = ("-1", "all", "ALL")
_NUMBERS = {"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"}
ALL = (0, 65535)
ADMINISTRATION = (22, 3389)
# The ports of high risk of Security Hub's EC2.19, without those of administration:
# https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19
RISKY = (
    *(20, 21, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 4333, 5000, 5432, 5500, 5601),
    *(8080, 8088, 8888, 9200, 9300),
)


@dataclass(frozen=True)
class GroupRule:
    """One rule of a security group; ``at`` is its place, empty where the rule is a resource of its own.

    ``protocol`` is a name in lower case, ``-1`` for any, or ``unknown``. ``ports`` is the range, first and
    last, or None where it is not known.
    """

    at: str
    protocol: str
    ports: tuple[int, int] | None
    rule: Mapping[str, Any]

    @property
    def world(self) -> str | None:
        """The range that takes in every address of IPv4 or IPv6, as written; None where there is none."""
        for name in ("CidrIp", "CidrIpv6"):
            # However the address before it is written, no bit of it counts.
            if str(self.rule.get(name)).endswith("/0"):
                return str(self.rule[name])
        return None

    @property
    def is_to_world(self) -> bool:
        """Whether every address of IPv4 or IPv6 may use it."""
        return self.world is not None

    def covers(self, port: int, protocol: str = "tcp") -> bool:
        """Whether traffic to ``port`` passes; an unknown range covers nothing."""
        if self.protocol not in ("-1", protocol) or self.ports is None:
            return False
        return self.ports[0] <= port <= self.ports[1]


def rules(resource: Resource, inline: str) -> Iterator[GroupRule]:
    """The rules of a security group that stand in its property ``inline``, or the one rule that it is."""
    if resource.type != GROUP:
        yield _opening(resource.properties, "")
        return
    written = resource.properties.get(inline)
    for index, rule in enumerate(items(written)):
        if isinstance(rule, Mapping) and not is_unknown(rule):
            yield _opening(rule, f"{inline}[{index}]" if isinstance(written, list) else inline)


def ingress(resource: Resource) -> Iterator[GroupRule]:
    """What a resource of ``INGRESS`` lets in."""
    return rules(resource, "SecurityGroupIngress")


def egress(resource: Resource) -> Iterator[GroupRule]:
    """What a security group, or a rule for what leaves one, lets out."""
    return rules(resource, "SecurityGroupEgress")


def _opening(rule: Mapping[str, Any], at: str) -> GroupRule:
    protocol = str(rule.get("IpProtocol", _UNKNOWN)).lower()
    protocol = "-1" if protocol in _ANY_PROTOCOL else _NUMBERS.get(protocol, protocol)
    return GroupRule(at, protocol, _ports(rule, protocol), rule)


def _ports(rule: Mapping[str, Any], protocol: str) -> tuple[int, int] | None:
    if protocol == "-1":
        return ALL
    if protocol == _UNKNOWN:
        return None
    first, last = rule.get("FromPort"), rule.get("ToPort")
    if first is None and last is None:
        return None if protocol in ("icmp", "icmpv6") else ALL
    start, end = number(first), number(last if last is not None else first)
    if start is None or end is None:
        return None
    return ALL if start == -1 and protocol not in ("icmp", "icmpv6") else (int(start), int(end))


def closed_to_world(port: int, protocol: str) -> Faults:
    """A fault where every address may reach ``port``, where ``protocol`` listens, and not all other ports."""

    def faults(group: Resource, graph: Graph) -> Fault | None:
        for rule in ingress(group):
            if rule.is_to_world and rule.covers(port) and rule.ports != ALL:
                says = f"{rule.world} may reach port {port}, where {protocol} listens."
                return Fault(says, at=rule.at or None)
        return None

    return faults
