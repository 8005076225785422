"""A file system that stores files as they are."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A file system is not encrypted",
    why="Whoever gets at the storage reads the files; encryption cannot be turned on later.",
    fix="Set Encrypted to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-8",
    types=("AWS::EFS::FileSystem",),
    faults=must_be_true("Encrypted", "Encrypted is {value}."),
    references=References(
        security_hub=("EFS.1", "EFS.8"),
        cdk_nag=("AwsSolutions-EFS1",),
        checkov=("CKV_AWS_42",),
        cfn_nag=("F32",),
        guard=("EFS_ENCRYPTED_CHECK",),
    ),
)
