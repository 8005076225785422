"""A GraphQL API that does not log what fails."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must

RULE = Rule(
    title="A GraphQL API does not log why requests fail",
    why="Failing resolvers and refused requests leave only a status code.",
    fix="Set LogConfig with a FieldLogLevel of ERROR and a role.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/appsync-controls.html#appsync-2",
    types=("AWS::AppSync::GraphQLApi",),
    faults=must(
        "LogConfig.FieldLogLevel",
        "FieldLogLevel is {value}: resolvers leave no trace.",
        lambda found: found not in (None, "NONE"),
    ),
    references=References(
        security_hub=("AppSync.2",), cdk_nag=("AwsSolutions-ASC3",), checkov=("CKV_AWS_193", "CKV_AWS_194")
    ),
)
