"""A policy that opens the data of every resource of a service."""

from __future__ import annotations

from stratiform.assembly.policies import PERMISSIONS
from stratiform.check.plumbing import is_plumbing
from stratiform.check.policy_shapes import must_name_resources
from stratiform.check.rule import Pillar, References, Rule, Severity

# Actions on data whose resources a policy can name, one typical action for each kind of access.
_DATA = (
    "s3:GetObject",
    "s3:PutObject",
    "s3:DeleteObject",
    "dynamodb:GetItem",
    "dynamodb:Query",
    "dynamodb:Scan",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "secretsmanager:GetSecretValue",
    "ssm:GetParameter",
    "ssm:GetParameters",
    "ssm:GetParametersByPath",
    "sqs:SendMessage",
    "sqs:ReceiveMessage",
    "sns:Publish",
    "kinesis:GetRecords",
    "kinesis:PutRecord",
    "lambda:InvokeFunction",
    "states:StartExecution",
    "events:PutEvents",
    "firehose:PutRecord",
    "rds-data:ExecuteStatement",
)

RULE = Rule(
    title="A policy opens the data of every resource",
    why="The identity reads or changes data of other workloads in the account, present and future.",
    fix="Name the resources, e.g. the ARN of the bucket, the table or the secret.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    types=PERMISSIONS,
    faults=must_name_resources("Resource", *_DATA, or_service=False),
    applies=lambda resource, graph: not is_plumbing(resource),
    references=References(cdk_nag=("AwsSolutions-IAM5",), cfn_nag=("W11", "W12", "W13")),
)
