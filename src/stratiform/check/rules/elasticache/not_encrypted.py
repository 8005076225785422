"""A replication group whose data is not encrypted."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import may_be, value
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true


def _says_or_is_not_valkey(group: Resource, graph: Graph) -> bool:
    return value(group, "AtRestEncryptionEnabled") is not None or not may_be(value(group, "Engine"), "valkey")


RULE = Rule(
    title="A cache is not encrypted at rest",
    why=(
        "Whoever gets at the disks or a backup can read the data. Only Valkey is encrypted where "
        "nothing is said."
    ),
    fix="Set AtRestEncryptionEnabled to true. A running group must be replaced.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-4",
    types=("AWS::ElastiCache::ReplicationGroup",),
    faults=must_be_true(
        "AtRestEncryptionEnabled", "AtRestEncryptionEnabled is {value}: disks and backups hold plain data."
    ),
    applies=_says_or_is_not_valkey,
    references=References(
        security_hub=("ElastiCache.4",),
        cdk_nag=("AwsSolutions-AEC3",),
        checkov=("CKV_AWS_29",),
        cfn_nag=("F25",),
        guard=("ELASTICACHE_REPLICATION_GROUP_ENCRYPTION_AT_REST",),
    ),
)
