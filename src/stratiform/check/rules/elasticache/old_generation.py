"""A cache of an old generation."""

from __future__ import annotations

from stratiform.check.node_classes import not_older_than
from stratiform.check.rule import Pillar, Rule, Severity

RULE = Rule(
    title="A cache runs on an old generation of nodes",
    why="Newer generations do more work for each dollar and each watt, and old ones are withdrawn.",
    fix="Take a current type of the same series, e.g. cache.m7g instead of cache.m3.",
    pillar=Pillar.PERFORMANCE,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html",
    types=("AWS::ElastiCache::ReplicationGroup", "AWS::ElastiCache::CacheCluster"),
    faults=not_older_than("CacheNodeType", {"t": 2, "m": 4, "r": 4, "c": 2}),
)
