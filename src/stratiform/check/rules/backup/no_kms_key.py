"""A vault without a key of yours."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A backup vault has no KMS key of its own",
    why="The key of AWS Backup cannot be shared, so backups cannot be copied to another account.",
    fix="Set EncryptionKeyArn.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html",
    types=("AWS::Backup::BackupVault",),
    faults=must_be_set("EncryptionKeyArn", "EncryptionKeyArn is {value}."),
    references=References(checkov=("CKV_AWS_166",)),
)
