"""A user pool that does not look for stolen passwords."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import one_of

RULE = Rule(
    title="A user pool does not look for stolen passwords",
    why="Passwords that are known from other leaks, and sign-ins from places that do not fit, go through.",
    fix=(
        'Set UserPoolAddOns.AdvancedSecurityMode to "ENFORCED", which needs the Plus plan; else waive '
        "the finding."
    ),
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html#cognito-1",
    types=("AWS::Cognito::UserPool",),
    faults=one_of(
        "UserPoolAddOns.AdvancedSecurityMode",
        ("ENFORCED",),
        "AdvancedSecurityMode is {value}.",
        default="OFF",
    ),
    references=References(security_hub=("Cognito.1",), cdk_nag=("AwsSolutions-COG3",)),
)
