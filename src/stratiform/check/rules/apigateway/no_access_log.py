"""A stage of a REST API that does not log its callers."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A REST API does not log its callers",
    why="Who called what, and what they were answered, cannot be told afterwards.",
    fix="Set AccessLogSetting with a DestinationArn and a Format.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
    types=("AWS::ApiGateway::Stage", "AWS::Serverless::Api"),
    faults=must_be_set(
        "AccessLogSetting.DestinationArn", "AccessLogSetting.DestinationArn is {value}: calls leave no trace."
    ),
    references=References(
        cdk_nag=("AwsSolutions-APIG1",),
        checkov=("CKV_AWS_76",),
        cfn_nag=("W69",),
        guard=("API_GW_STAGE_ACCESS_LOGGING_RULE",),
    ),
)
