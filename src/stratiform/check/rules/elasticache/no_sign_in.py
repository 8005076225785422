"""A replication group that asks nobody for a password."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(group: Resource, graph: Graph) -> Fault | None:
    if value(group, "AuthToken") or value(group, "UserGroupIds"):
        return None
    return Fault(
        "AuthToken and UserGroupIds are absent: reaching the port is enough to read it.", at="AuthToken"
    )


RULE = Rule(
    title="A cache asks nobody for a password",
    why="Reaching its port is enough to read and to flush it.",
    fix="Name UserGroupIds with users of your own, or an AuthToken from Secrets Manager.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-6",
    types=("AWS::ElastiCache::ReplicationGroup",),
    faults=_faults,
    references=References(
        security_hub=("ElastiCache.6",), cdk_nag=("AwsSolutions-AEC6",), checkov=("CKV_AWS_31",)
    ),
)
