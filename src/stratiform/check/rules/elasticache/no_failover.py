"""A replication group that does not replace its primary."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A cache does not fail over to another zone",
    why="When the primary or its zone fails, writing stops until somebody acts.",
    fix="Set AutomaticFailoverEnabled and MultiAZEnabled to true, with at least one replica.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-3",
    types=("AWS::ElastiCache::ReplicationGroup",),
    faults=must_be_true(
        "AutomaticFailoverEnabled",
        "AutomaticFailoverEnabled is {value}: nothing takes over when the primary fails.",
    ),
    references=References(security_hub=("ElastiCache.3",)),
)
