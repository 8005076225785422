"""An MSK cluster that clients may use without encryption."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="An MSK cluster accepts plain connections",
    why="Whoever can read the network reads every message.",
    fix='Set EncryptionInfo.EncryptionInTransit.ClientBroker to "TLS".',
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html",
    types=("AWS::MSK::Cluster",),
    faults=none_of(
        "EncryptionInfo.EncryptionInTransit.ClientBroker",
        ("PLAINTEXT", "TLS_PLAINTEXT"),
        "ClientBroker is {value}: clients may connect without encryption.",
    ),
    references=References(cdk_nag=("AwsSolutions-MSK2",), checkov=("CKV_AWS_81",)),
)
