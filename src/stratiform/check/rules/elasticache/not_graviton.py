"""A cache that could run on Graviton."""

from __future__ import annotations

from stratiform.check.node_classes import on_graviton
from stratiform.check.rule import Pillar, Rule, Severity

RULE = Rule(
    title="A cache does not run on Graviton",
    why=(
        "Graviton uses less energy for the same work and costs about a twentieth less; clients need no "
        "change."
    ),
    fix="Take the type with a g, e.g. cache.t4g instead of cache.t3.",
    pillar=Pillar.SUSTAINABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html",
    types=("AWS::ElastiCache::ReplicationGroup", "AWS::ElastiCache::CacheCluster"),
    faults=on_graviton("CacheNodeType", "tmr"),
)
