"""Security group rules: who may open a connection to whom."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.assembly.gates import egress, ingress
from stratiform.assembly.graph import Address, Graph
from stratiform.assembly.security_groups import ALL, GROUP, GroupRule
from stratiform.diagram.hosts import Hosts
from stratiform.diagram.relations.relation import Relation, Strength, between


def relations(graph: Graph, hosts: Hosts) -> Iterator[Relation]:
    """One relation for each rule of a group that names another group."""
    for source, target, rule in _pairs(graph):
        ports = _ports(rule)
        reason = f"{source.logical_id} may reach {target.logical_id}" + (f" on {ports}" if ports else "")
        nodes = hosts.nodes(source), hosts.nodes(target)
        yield from between(*nodes, ports or "connects to", reason, Strength.REACHES)


def _pairs(graph: Graph) -> Iterator[tuple[Address, Address, GroupRule]]:
    for group in graph.of_type(GROUP):
        for gate in ingress(graph).get(group.address, ()):
            if gate.peer:
                yield gate.peer, group.address, gate.rule
        for gate in egress(graph).get(group.address, ()):
            if gate.peer:
                yield group.address, gate.peer, gate.rule


def _ports(rule: GroupRule) -> str:
    """The ports in words; empty where they are all, not known, or none as with ICMP."""
    if rule.ports in (None, ALL) or rule.is_icmp:
        return ""
    first, last = rule.ports
    return f"port {first}" if first == last else f"ports {first} to {last}"
