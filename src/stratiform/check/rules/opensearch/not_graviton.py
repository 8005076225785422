"""A search domain that could run on Graviton."""

from __future__ import annotations

from stratiform.check.node_classes import on_graviton
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.search_domains import DOMAINS, of_nodes

RULE = Rule(
    title="A search domain does not run on Graviton",
    why="Graviton uses less energy for the same work and costs about a tenth less; clients need no change.",
    fix="Take the type with a g, e.g. r7g.large.search instead of r5.large.search.",
    pillar=Pillar.SUSTAINABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/opensearch-service/latest/developerguide/supported-instance-types.html",
    types=DOMAINS,
    faults=of_nodes(lambda nodes: on_graviton(f"{nodes}.InstanceType", "mrc")),
)
