"""A stage of a REST API that does not log what fails."""

from __future__ import annotations

from collections.abc import Mapping

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, items, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(stage: Resource, graph: Graph) -> Fault | None:
    settings = value(stage, "MethodSettings")
    levels = [value(one, "LoggingLevel", "OFF") for one in items(settings) if isinstance(one, Mapping)]
    if is_unknown(settings) or (levels and all(level != "OFF" for level in levels)):
        return None
    return Fault("LoggingLevel is OFF, or absent for all methods.", at="MethodSettings")


RULE = Rule(
    title="A REST API does not log why calls fail",
    why="Refused authorizers, wrong mappings and integrations that fail leave only a status code.",
    fix='Set LoggingLevel to "ERROR" for all methods in MethodSettings.',
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-1",
    types=("AWS::ApiGateway::Stage", "AWS::Serverless::Api"),
    faults=_faults,
    references=References(
        security_hub=("APIGateway.1",),
        cdk_nag=("AwsSolutions-APIG6",),
        guard=("API_GW_EXECUTION_LOGGING_ENABLED",),
    ),
)
