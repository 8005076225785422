"""A user pool whose users sign in with a password alone."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="Users sign in with a password alone",
    why="A password that was guessed, reused or fished is enough to be the user.",
    fix='Set MfaConfiguration to "ON", or to "OPTIONAL" with an offer in your pages.',
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html",
    types=("AWS::Cognito::UserPool",),
    faults=none_of(
        "MfaConfiguration", ("OFF",), "MfaConfiguration is {value}: a password is enough.", default="OFF"
    ),
    references=References(
        cdk_nag=("AwsSolutions-COG2",), cfn_nag=("F78",), guard=("COGNITO_USER_POOL_MFA_CONFIGURATION_RULE",)
    ),
)
