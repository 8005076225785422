"""A cache that does not take minor versions by itself."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A cache does not take minor engine versions by itself",
    why="Corrections of faults and of security holes wait until somebody remembers them.",
    fix="Set AutoMinorVersionUpgrade to true.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-2",
    types=("AWS::ElastiCache::ReplicationGroup", "AWS::ElastiCache::CacheCluster"),
    faults=must_be_true(
        "AutoMinorVersionUpgrade",
        "AutoMinorVersionUpgrade is {value}: corrections wait for somebody to apply them.",
        default=True,
    ),
    references=References(security_hub=("ElastiCache.2",)),
)
