"""An identity pool that gives credentials to anybody."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_false

RULE = Rule(
    title="Anybody gets AWS credentials from an identity pool",
    why="Whoever knows the pool's id, which stands in every page, may do what the role of guests allows.",
    fix="Set AllowUnauthenticatedIdentities to false.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html#cognito-2",
    types=("AWS::Cognito::IdentityPool",),
    faults=must_be_false(
        "AllowUnauthenticatedIdentities", "AllowUnauthenticatedIdentities is {value}: guests get credentials."
    ),
    references=References(
        security_hub=("Cognito.2",),
        cdk_nag=("AwsSolutions-COG7",),
        checkov=("CKV_AWS_366",),
        cfn_nag=("W57",),
        guard=("COGNITO_ALLOW_UNAUTHENTICATED_IDENTITIES_RULE",),
    ),
)
