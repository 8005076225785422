"""A cache without automatic snapshots."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import may_be, value
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import at_least


def _can_be_backed_up(cache: Resource, graph: Graph) -> bool:
    return not may_be(value(cache, "Engine"), "memcached")


RULE = Rule(
    title="A cache is never backed up",
    why="What is in the cache cannot be brought back after a fault, a deletion or a wrong flush.",
    fix=(
        "Set SnapshotRetentionLimit to 1 or more; leave it where the data can be rebuilt, and waive the "
        "finding."
    ),
    pillar=Pillar.RELIABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-1",
    types=(
        "AWS::ElastiCache::ReplicationGroup",
        "AWS::ElastiCache::CacheCluster",
        "AWS::ElastiCache::ServerlessCache",
    ),
    faults=at_least(
        "SnapshotRetentionLimit",
        1,
        "SnapshotRetentionLimit is {value}: there are no automatic snapshots.",
        default=0,
    ),
    applies=_can_be_backed_up,
    references=References(security_hub=("ElastiCache.1",)),
)
