"""The rules of security groups, in every form a template can write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from stratiform.assembly.graph import Resource
from stratiform.assembly.properties import is_unknown, items, number

GROUP: Final = "AWS::EC2::SecurityGroup"
INGRESS: Final = "AWS::EC2::SecurityGroupIngress"
EGRESS: Final = "AWS::EC2::SecurityGroupEgress"
ALL: Final = (0, 65535)
_UNKNOWN: Final = "unknown"
_ANY_PROTOCOL: Final = ("-1", "all")
_NUMBERS: Final = {"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"}


@dataclass(frozen=True)
class GroupRule:
    """One rule of a security group; ``at`` is its place, empty where the rule is a resource of its own.

    ``protocol`` is a name in lower case, ``-1`` for any, or ``unknown``. ``ports`` is the range, first and
    last, or None where it is not known. ``body`` is the rule as written.
    """

    at: str
    protocol: str
    ports: tuple[int, int] | None
    body: Mapping[str, Any]

    @property
    def world(self) -> str | None:
        """The range that takes in every address of IPv4 or IPv6, as written; None where there is none."""
        for name in ("CidrIp", "CidrIpv6"):
            # However the address before it is written, no bit of it counts.
            if str(self.body.get(name)).endswith("/0"):
                return str(self.body[name])
        return None

    @property
    def is_to_world(self) -> bool:
        """Whether every address of IPv4 or IPv6 may use it."""
        return self.world is not None

    @property
    def is_icmp(self) -> bool:
        """Whether its "ports" are a type and a code of ICMP."""
        return self.protocol in ("icmp", "icmpv6")

    def covers(self, port: int, protocol: str = "tcp") -> bool:
        """Whether traffic to ``port`` passes; an unknown range covers nothing."""
        if self.protocol not in ("-1", protocol) or self.ports is None:
            return False
        return self.ports[0] <= port <= self.ports[1]


def ingress_rules(resource: Resource) -> Iterator[GroupRule]:
    """What a ``GROUP`` lets in by its own property, or the one rule that an ``INGRESS`` is."""
    return _rules(resource, "SecurityGroupIngress")


def egress_rules(resource: Resource) -> Iterator[GroupRule]:
    """What a ``GROUP`` lets out by its own property, or the one rule that an ``EGRESS`` is."""
    return _rules(resource, "SecurityGroupEgress")


def _rules(resource: Resource, inline: str) -> Iterator[GroupRule]:
    if resource.type != GROUP:
        yield _rule(resource.properties, "")
        return
    written = resource.properties.get(inline)
    for index, body in enumerate(items(written)):
        if isinstance(body, Mapping) and not is_unknown(body):
            yield _rule(body, f"{inline}[{index}]" if isinstance(written, list) else inline)


def _rule(body: Mapping[str, Any], at: str) -> GroupRule:
    written = body.get("IpProtocol")
    protocol = str(written).lower() if isinstance(written, str | int) else _UNKNOWN
    protocol = "-1" if protocol in _ANY_PROTOCOL else _NUMBERS.get(protocol, protocol)
    return GroupRule(at, protocol, _ports(body, protocol), body)


def _ports(body: Mapping[str, Any], protocol: str) -> tuple[int, int] | None:
    if protocol == "-1":
        return ALL
    if protocol == _UNKNOWN:
        return None
    first, last = body.get("FromPort"), body.get("ToPort")
    is_icmp = protocol in ("icmp", "icmpv6")
    if first is None and last is None:
        return None if is_icmp else ALL
    start, end = number(first), number(last if last is not None else first)
    if start is None or end is None:
        return None
    return ALL if start == -1 and not is_icmp else (int(start), int(end))
