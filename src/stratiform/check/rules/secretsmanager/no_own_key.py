"""A secret without a key of your own."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must

RULE = Rule(
    title="A secret is not encrypted with a key of your own",
    why=(
        "The key of the account cannot be granted to another account, and every principal of this one "
        "may use it."
    ),
    fix="Set KmsKeyId to a key of your own, where policy asks for one; else waive the finding.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
    types=("AWS::SecretsManager::Secret",),
    faults=must(
        "KmsKeyId",
        "KmsKeyId is {value}: the key is the account's own.",
        lambda found: bool(found) and "aws/secretsmanager" not in str(found),
    ),
    references=References(checkov=("CKV_AWS_149",), cfn_nag=("W77",), guard=("SECRETSMANAGER_USING_CMK",)),
)
