"""A database instance whose storage is not encrypted."""

from __future__ import annotations

from stratiform.check.databases import chooses_encryption
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A database is not encrypted at rest",
    why="Whoever gets at the storage, a snapshot or a backup can read the data.",
    fix=(
        "Set StorageEncrypted to true. A running instance must be replaced through an encrypted copy of "
        "a snapshot."
    ),
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-3",
    types=("AWS::RDS::DBInstance",),
    faults=must_be_true(
        "StorageEncrypted", "StorageEncrypted is {value}: storage, snapshots and backups hold plain data."
    ),
    applies=chooses_encryption,
    references=References(
        security_hub=("RDS.3",),
        cdk_nag=("AwsSolutions-RDS2",),
        checkov=("CKV_AWS_16",),
        cfn_nag=("F27",),
        guard=("RDS_STORAGE_ENCRYPTED",),
    ),
)
