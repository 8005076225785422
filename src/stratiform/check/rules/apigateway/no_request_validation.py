"""A REST API that passes on every request as it comes."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_named_by


def _has_methods(api: Resource, graph: Graph) -> bool:
    """An API whose methods stand in the template; an OpenAPI document may validate by itself."""
    return any(sources(graph, api, "AWS::ApiGateway::Method", "RestApiId"))


RULE = Rule(
    title="A REST API checks no request",
    why=(
        "Malformed requests reach the code behind and are paid for, and only that code stands between "
        "them and the data."
    ),
    fix="Add an AWS::ApiGateway::RequestValidator, and name it with a model in the methods.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html",
    types=("AWS::ApiGateway::RestApi",),
    faults=must_be_named_by(
        "AWS::ApiGateway::RequestValidator",
        "RestApiId",
        "No AWS::ApiGateway::RequestValidator belongs to it.",
    ),
    applies=_has_methods,
    references=References(cdk_nag=("AwsSolutions-APIG2",)),
)
