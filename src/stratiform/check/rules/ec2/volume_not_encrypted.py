"""A volume that stores data as they are."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true


def _may_be_plain(volume: Resource, graph: Graph) -> bool:
    """A volume from an encrypted snapshot is encrypted, and EC2 refuses a key for one that is not."""
    tells = value(volume, "SnapshotId", value(volume, "KmsKeyId"))
    return tells is None or value(volume, "Encrypted") is not None


RULE = Rule(
    title="A volume is not encrypted",
    why="Whoever gets a snapshot or the disk reads the data.",
    fix="Set Encrypted to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-3",
    types=("AWS::EC2::Volume",),
    faults=must_be_true("Encrypted", "Encrypted is {value}."),
    applies=_may_be_plain,
    references=References(
        security_hub=("EC2.3",),
        cdk_nag=("AwsSolutions-EC26",),
        checkov=("CKV_AWS_3",),
        cfn_nag=("F1",),
        guard=("ENCRYPTED_VOLUMES",),
    ),
)
