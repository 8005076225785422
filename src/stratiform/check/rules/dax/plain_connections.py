"""A DAX cluster that is talked to without encryption."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import one_of

RULE = Rule(
    title="A DAX cluster is talked to without encryption",
    why="Whoever can read the network reads the items that go through the cache.",
    fix='Set ClusterEndpointEncryptionType to "TLS".',
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-7",
    types=("AWS::DAX::Cluster",),
    faults=one_of(
        "ClusterEndpointEncryptionType",
        ("TLS",),
        "ClusterEndpointEncryptionType is {value}: clients connect without encryption.",
        default="NONE",
    ),
    references=References(security_hub=("DynamoDB.7",)),
)
