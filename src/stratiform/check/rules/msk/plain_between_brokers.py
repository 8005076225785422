"""An MSK cluster whose brokers talk without encryption."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="The brokers of an MSK cluster talk without encryption",
    why="Whoever can read the network between the brokers reads every message.",
    fix="Remove EncryptionInTransit.InCluster, or set it to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/msk-controls.html#msk-1",
    types=("AWS::MSK::Cluster",),
    faults=must_be_true(
        "EncryptionInfo.EncryptionInTransit.InCluster",
        "InCluster is {value}: brokers exchange plain messages.",
        default=True,
    ),
    references=References(security_hub=("MSK.1",), cdk_nag=("AwsSolutions-MSK3",)),
)
