"""A stage of an HTTP or WebSocket API that does not log its callers."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(stage: Resource, graph: Graph) -> Fault | None:
    for name in ("DestinationArn", "Format"):
        at = f"AccessLogSettings.{name}"
        found = value(stage, at)
        if not is_unknown(found) and not (isinstance(found, str | dict) and found):
            return Fault(f"{at} is {'absent' if found is None else found}: calls leave no trace.", at=at)
    return None


RULE = Rule(
    title="An HTTP API does not log its callers",
    why="Who called what, and what they were answered, cannot be told afterwards.",
    fix="Set AccessLogSettings with a DestinationArn and a Format.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-9",
    types=("AWS::ApiGatewayV2::Stage", "AWS::Serverless::HttpApi"),
    faults=_faults,
    references=References(
        security_hub=("APIGateway.9",),
        cdk_nag=("AwsSolutions-APIG1",),
        checkov=("CKV_AWS_95",),
        cfn_nag=("W46",),
        guard=("API_GWV2_ACCESS_LOGS_ENABLED",),
    ),
)
