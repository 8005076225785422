"""A replication group that is talked to without encryption."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A cache is talked to without encryption",
    why="Whoever can read the network reads what is cached, sessions and passwords among it.",
    fix="Set TransitEncryptionEnabled to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-5",
    types=("AWS::ElastiCache::ReplicationGroup",),
    faults=must_be_true(
        "TransitEncryptionEnabled", "TransitEncryptionEnabled is {value}: clients connect without encryption."
    ),
    references=References(
        security_hub=("ElastiCache.5",),
        cdk_nag=("AwsSolutions-AEC3",),
        checkov=("CKV_AWS_30", "CKV_AWS_31"),
        cfn_nag=("F33",),
        guard=("ELASTICACHE_REPLICATION_GROUP_ENCRYPTION_IN_TRANSIT",),
    ),
)
