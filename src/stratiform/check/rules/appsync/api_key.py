"""A GraphQL API whose callers show an API key."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="A GraphQL API is opened with an API key",
    why="The key is the same for all callers, stands in their code and does not say who they are.",
    fix="Set AuthenticationType to AMAZON_COGNITO_USER_POOLS, AWS_IAM or OPENID_CONNECT.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/appsync-controls.html#appsync-5",
    types=("AWS::AppSync::GraphQLApi",),
    faults=none_of(
        "AuthenticationType", ("API_KEY",), "AuthenticationType is {value}: all callers share one key."
    ),
    references=References(security_hub=("AppSync.5",)),
)
