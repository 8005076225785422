"""A DAX cluster whose data is not encrypted."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A DAX cluster is not encrypted at rest",
    why="The cache keeps items of the table on disk in plain form.",
    fix="Set SSESpecification.SSEEnabled to true. A running cluster must be replaced.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-3",
    types=("AWS::DAX::Cluster",),
    faults=must_be_true("SSESpecification.SSEEnabled", "SSEEnabled is {value}: the cache keeps plain data."),
    references=References(
        security_hub=("DynamoDB.3",),
        cdk_nag=("AwsSolutions-DDB4",),
        checkov=("CKV_AWS_47",),
        cfn_nag=("W83",),
        guard=("DAX_ENCRYPTION_ENABLED",),
    ),
)
