"""A key that everybody may use."""

from __future__ import annotations

from stratiform.check.policy_shapes import not_for_everyone
from stratiform.check.rule import Pillar, References, Rule, Severity

RULE = Rule(
    title="A key policy lets everybody in",
    why="Any AWS account can use the key, and so read what it protects where it gets at the data.",
    fix="Name the principals, or bind the statement with kms:CallerAccount or kms:ViaService.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-5",
    types=("AWS::KMS::Key",),
    faults=not_for_everyone("KeyPolicy"),
    references=References(
        security_hub=("KMS.5",),
        checkov=("CKV_AWS_33",),
        cfn_nag=("F76",),
        guard=("KMS_NO_WILDCARD_PRINCIPAL",),
    ),
)
