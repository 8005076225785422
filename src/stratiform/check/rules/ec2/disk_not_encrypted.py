"""An instance that is launched with a disk that stores data as they are."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_false
from stratiform.check.launches import LAUNCHES, disks
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    for at, disk in disks(resource):
        if is_false(disk.get("Encrypted")) and disk.get("SnapshotId") is None:
            return Fault("Encrypted is not true.", at=at)
    return None


RULE = Rule(
    title="A disk of an instance is not encrypted",
    why="Whoever gets a snapshot or the disk reads the data.",
    fix="Set Ebs.Encrypted to true in the block device mapping.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-181",
    types=LAUNCHES,
    faults=_faults,
    references=References(security_hub=("EC2.181",), cdk_nag=("AwsSolutions-EC26",), checkov=("CKV_AWS_8",)),
)
