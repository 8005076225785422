"""The rules of security groups: what may come in or go out that could not before."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stratiform.assembly.cidrs import EVERYWHERE
from stratiform.assembly.gates import egress, ingress
from stratiform.assembly.graph import Address, Graph
from stratiform.assembly.security_groups import ALL, GroupRule
from stratiform.diff.changes import Concern, Topic
from stratiform.diff.renames import repointed
from stratiform.diff.sides import Sides
from stratiform.diff.wording import text

_PEERS = (
    "CidrIp",
    "CidrIpv6",
    "SourceSecurityGroupId",
    "SourceSecurityGroupName",
    "SourcePrefixListId",
    "DestinationSecurityGroupId",
    "DestinationPrefixListId",
)


@dataclass(frozen=True)
class Rule:
    """Traffic that is let through. ``peer`` is a CIDR block, or what a group or prefix list is called."""

    inbound: bool
    protocol: str
    ports: tuple[int, int]
    peer: str

    def covers(self, other: Rule) -> bool:
        """Whether all that ``other`` lets through goes through here."""
        return (
            self.inbound == other.inbound
            and self.protocol in ("-1", other.protocol)
            and self.ports[0] <= other.ports[0]
            and other.ports[1] <= self.ports[1]
            and _holds(self.peer, other.peer)
        )

    @property
    def is_public(self) -> bool:
        """Whether the peer is an address that others than a private network have."""
        network = _network(self.peer)
        return network is not None and not network.is_private

    def __str__(self) -> str:
        protocol = "every protocol" if self.protocol == "-1" else self.protocol
        peer = "the internet" if self.peer in EVERYWHERE else self.peer
        return f"{'from' if self.inbound else 'to'} {peer} on {self._ports} ({protocol})"

    @property
    def _ports(self) -> str:
        first, last = self.ports
        if self.protocol.startswith("icmp"):
            return "every type" if self.ports == ALL else f"type {first}"
        if self.ports == ALL:
            return "every port"
        return f"port {first}" if first == last else f"ports {first} to {last}"


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
    """The rules by group; ``names`` has the new logical ids that references are told under, by stack."""
    found: dict[Address, set[Rule]] = {}
    for inbound, gates in ((True, ingress(graph)), (False, egress(graph))):
        for group, open_ in gates.items():
            for gate in open_:
                body = repointed(gate.rule.body, names.get(gate.by.stack, {}))
                found.setdefault(group, set()).update(_told(gate.rule, body, inbound))
    return found


def _told(rule: GroupRule, body: Mapping[str, Any], inbound: bool) -> Iterator[Rule]:
    protocol = (
        rule.protocol if isinstance(body.get("IpProtocol"), str | int) else text(body.get("IpProtocol"))
    )
    # What is not known may be any port, and -1 is any type of ICMP.
    ports = ALL if rule.ports is None or (rule.is_icmp and rule.ports[0] == -1) else rule.ports
    for name in _PEERS:
        if name in body:
            yield Rule(inbound, protocol, ports, text(body[name]))


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
