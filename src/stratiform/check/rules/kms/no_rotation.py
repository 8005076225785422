"""A key whose material never changes."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true


def _can_rotate(key: Resource, graph: Graph) -> bool:
    """KMS rotates symmetric encryption keys with material of its own."""
    spec, usage = value(key, "KeySpec", "SYMMETRIC_DEFAULT"), value(key, "KeyUsage", "ENCRYPT_DECRYPT")
    origin = value(key, "Origin", "AWS_KMS")
    return (spec, usage, origin) == ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", "AWS_KMS")


RULE = Rule(
    title="A KMS key is not rotated",
    why="The longer one key material is in use, the more there is to read for whoever gets hold of it.",
    fix="Set EnableKeyRotation to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-4",
    types=("AWS::KMS::Key",),
    faults=must_be_true("EnableKeyRotation", "EnableKeyRotation is {value}."),
    applies=_can_rotate,
    references=References(
        security_hub=("KMS.4",),
        cdk_nag=("AwsSolutions-KMS5",),
        checkov=("CKV_AWS_7",),
        cfn_nag=("F19",),
        guard=("CMK_BACKING_KEY_ROTATION_ENABLED",),
    ),
)
