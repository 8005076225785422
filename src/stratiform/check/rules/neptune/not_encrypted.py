"""A Neptune cluster whose storage is not encrypted."""

from __future__ import annotations

from stratiform.check.databases import cluster_chooses_encryption
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A Neptune cluster is not encrypted at rest",
    why="Whoever gets at the storage, a snapshot or a backup can read the data.",
    fix=(
        "Set StorageEncrypted to true. A running cluster must be replaced through a snapshot that is "
        "restored with a key."
    ),
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/neptune-controls.html#neptune-1",
    types=("AWS::Neptune::DBCluster",),
    faults=must_be_true(
        "StorageEncrypted", "StorageEncrypted is {value}: storage, snapshots and backups hold plain data."
    ),
    applies=cluster_chooses_encryption,
    references=References(
        security_hub=("Neptune.1",), cdk_nag=("AwsSolutions-N4",), checkov=("CKV_AWS_44",), cfn_nag=("F30",)
    ),
)
