"""Security group rules: who may open a connection to whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stratiform.assembly.graph import Address, Graph
from stratiform.diagram.hosts import Hosts
from stratiform.diagram.relations.relation import Relation, Strength, between

_GROUP = "AWS::EC2::SecurityGroup"


def relations(graph: Graph, hosts: Hosts) -> Iterator[Relation]:
    """One relation for each ingress rule between two groups, and each egress rule that names a group."""
    for rule in graph.of_type("AWS::EC2::SecurityGroupIngress"):
        yield from _rule(graph, hosts, rule.address, rule.properties, "SourceSecurityGroupId", "GroupId")
    for rule in graph.of_type("AWS::EC2::SecurityGroupEgress"):
        yield from _rule(graph, hosts, rule.address, rule.properties, "GroupId", "DestinationSecurityGroupId")
    for group in graph.of_type(_GROUP):
        rules = group.properties.get("SecurityGroupIngress")
        for index, rule in enumerate(rules if isinstance(rules, list) else ()):
            at = f"SecurityGroupIngress[{index}].SourceSecurityGroupId"
            sources = [edge.target for edge in graph.out_of(group.address) if edge.at == at]
            for source in sources:
                yield from _between(hosts, source, group.address, rule)


def _rule(
    graph: Graph, hosts: Hosts, rule: Address, properties: Any, source: str, target: str
) -> Iterator[Relation]:
    named = {edge.at: edge.target for edge in graph.out_of(rule)}
    ends = [named.get(source), named.get(target)]
    if all(end is not None and graph.resources[end].type == _GROUP for end in ends):
        yield from _between(hosts, named[source], named[target], properties)


def _between(hosts: Hosts, source: Address, target: Address, rule: Any) -> Iterator[Relation]:
    port = rule.get("FromPort") if isinstance(rule, dict) else None
    known = isinstance(port, int | str)
    label = f"port {port}" if known else "connects to"
    reason = f"{source.logical_id} may reach {target.logical_id}" + (f" on port {port}" if known else "")
    yield from between(hosts.nodes(source), hosts.nodes(target), label, reason, Strength.REACHES)
