"""A project whose artifacts have no key of yours."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A build project has no KMS key",
    why="Its artifacts are encrypted with the key that S3 has in the account, whose policy you cannot set.",
    fix="Set EncryptionKey.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/codebuild/latest/userguide/security-encryption.html",
    types=("AWS::CodeBuild::Project",),
    faults=must_be_set("EncryptionKey", "EncryptionKey is {value}."),
    references=References(
        cdk_nag=("AwsSolutions-CB4",), cfn_nag=("W32",), guard=("CODEBUILD_ENCRYPTION_KEY_RULE",)
    ),
)
