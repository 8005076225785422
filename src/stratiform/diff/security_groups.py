"""The rules of security groups: what may come in or go out that could not before."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.diff.changes import Concern, Topic
from stratiform.diff.renames import repointed
from stratiform.diff.sides import Sides
from stratiform.diff.wording import text

_INLINE = {"SecurityGroupIngress": True, "SecurityGroupEgress": False}
_ALONE = {"AWS::EC2::SecurityGroupIngress": True, "AWS::EC2::SecurityGroupEgress": False}
_PEERS = (
    "CidrIp",
    "CidrIpv6",
    "SourceSecurityGroupId",
    "SourceSecurityGroupName",
    "SourcePrefixListId",
    "DestinationSecurityGroupId",
    "DestinationPrefixListId",
)
_NUMBERS = {"-1": "all", "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"}
_ALL_PORTS = (0, 65535)


@dataclass(frozen=True)
class Rule:
    """Traffic that is let through. ``peer`` is a CIDR block, or what a group or prefix list is called."""

    inbound: bool
    protocol: str
    first: int
    last: int
    peer: str

    def covers(self, other: Rule) -> bool:
        """Whether all that ``other`` lets through goes through here."""
        return (
            self.inbound == other.inbound
            and self.protocol in ("all", other.protocol)
            and (self.protocol == "all" or (self.first <= other.first and other.last <= self.last))
            and _holds(self.peer, other.peer)
        )

    @property
    def is_public(self) -> bool:
        """Whether the peer is an address that others than a private network have."""
        network = _network(self.peer)
        return network is not None and not network.is_private

    def __str__(self) -> str:
        ports = f"port {self.first}" if self.first == self.last else f"ports {self.first} to {self.last}"
        if self.protocol == "all":
            ports, protocol = "every port", "every protocol"
        else:
            ports, protocol = (
                ("every port" if (self.first, self.last) == _ALL_PORTS else ports),
                self.protocol,
            )
        if self.protocol.startswith("icmp"):
            ports = "every type" if self.first == -1 else f"type {self.first}"
        peer = "the internet" if self.peer in ("0.0.0.0/0", "::/0") else self.peer
        return f"{'from' if self.inbound else 'to'} {peer} on {ports} ({protocol})"


def concerns(both: Sides) -> Iterator[Concern]:
    """Rules that are new or wider, and those that are gone; of a new group, what public addresses reach."""
    names = {new: both.names.get(new, {}) for new in both.pairing.after.values()}
    before = _rules(both.before, {old: names[new] for old, new in both.pairing.after.items()})
    moved = {old.address: address for address, old in both.origin.items()}
    old_rules = {moved.get(owner, both.pairing.moved(owner)): rules for owner, rules in before.items()}
    new_rules = _rules(both.after, {})
    for owner in dict.fromkeys((*new_rules, *old_rules)):
        group = both.after.resources.get(owner)
        if group is None:
            continue
        old, new = old_rules.get(owner, set()), new_rules.get(owner, set())
        for rule in sorted(new - old, key=str):
            known = owner in both.origin
            if not any(one.covers(rule) for one in old) and (known or (rule.inbound and rule.is_public)):
                says = f"traffic {'is let in' if rule.inbound else 'may go out'} {rule}"
                yield Concern(Topic.EXPOSURE, True, group, says)
        for rule in sorted(old - new, key=str):
            if not any(one.covers(rule) for one in new):
                says = f"traffic {'is no longer let in' if rule.inbound else 'may no longer go out'} {rule}"
                yield Concern(Topic.EXPOSURE, False, group, says)


def _rules(graph: Graph, names: Mapping[str, Mapping[str, str]]) -> dict[Address, set[Rule]]:
    found: dict[Address, set[Rule]] = {}
    for group in graph.of_type("AWS::EC2::SecurityGroup"):
        rules = found.setdefault(group.address, set())
        renamed = names.get(group.address.stack, {})
        for name, inbound in _INLINE.items():
            listed = group.properties.get(name)
            for body in listed if isinstance(listed, list) else [listed]:
                rules.update(_rule(repointed(body, renamed), inbound))
        if "SecurityGroupEgress" not in group.properties:
            rules.add(Rule(False, "all", *_ALL_PORTS, "0.0.0.0/0"))
    for type_, inbound in _ALONE.items():
        for one in graph.of_type(type_):
            body = repointed(one.properties, names.get(one.address.stack, {}))
            found.setdefault(_group(one, graph), set()).update(_rule(body, inbound))
    return found


def _group(one: Resource, graph: Graph) -> Address:
    match one.properties.get("GroupId"):
        case {"Ref": str(name)} | {"Fn::GetAtt": [str(name), *_]}:
            owner = Address(one.address.stack, name)
            return owner if owner in graph.resources else one.address
    return one.address


def _rule(body: Any, inbound: bool) -> Iterator[Rule]:
    if not isinstance(body, dict) or "IpProtocol" not in body:
        return
    protocol = text(body["IpProtocol"]).lower()
    protocol = _NUMBERS.get(protocol, protocol)
    first, last = _port(body.get("FromPort"), _ALL_PORTS[0]), _port(body.get("ToPort"), _ALL_PORTS[1])
    for name in _PEERS:
        if name in body:
            yield Rule(inbound, protocol, first, last, text(body[name]))


def _port(value: Any, default: int) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return default


def _network(peer: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        return ipaddress.ip_network(peer, strict=False)
    except ValueError:
        return None


def _holds(outer: str, inner: str) -> bool:
    if outer == inner:
        return True
    one, other = _network(outer), _network(inner)
    if isinstance(one, ipaddress.IPv4Network) and isinstance(other, ipaddress.IPv4Network):
        return other.subnet_of(one)
    if isinstance(one, ipaddress.IPv6Network) and isinstance(other, ipaddress.IPv6Network):
        return other.subnet_of(one)
    return False
