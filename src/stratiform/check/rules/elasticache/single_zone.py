"""A replication group in one zone."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import may_be_false, value
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true


def _fails_over(group: Resource, graph: Graph) -> bool:
    """Without failover a second zone cannot be had; then that is the fault."""
    return not may_be_false(value(group, "AutomaticFailoverEnabled"))


RULE = Rule(
    title="A cache runs in one zone only",
    why="When the zone fails, the primary and its replicas fail with it.",
    fix="Set MultiAZEnabled to true, with at least one replica and subnets in two zones.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html",
    types=("AWS::ElastiCache::ReplicationGroup",),
    faults=must_be_true("MultiAZEnabled", "MultiAZEnabled is {value}: the nodes may share a zone."),
    applies=_fails_over,
    references=References(cdk_nag=("AwsSolutions-AEC4",)),
)
