"""A route that anybody may call."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import targets
from stratiform.assembly.properties import value
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of


def _can_authorize(route: Resource, graph: Graph) -> bool:
    """A WebSocket API asks once, when it connects; a preflight carries no credentials."""
    key = value(route, "RouteKey")
    if not isinstance(key, str):
        return False
    sockets = any(value(api, "ProtocolType") == "WEBSOCKET" for api in targets(graph, route, "ApiId"))
    return key == "$connect" if sockets or key == "$disconnect" else not key.startswith("OPTIONS ")


RULE = Rule(
    title="Anybody may call a route of an HTTP API",
    why="Strangers choose what the system works on and how often, at your price.",
    fix="Set AuthorizationType to JWT, AWS_IAM or CUSTOM.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-8",
    types=("AWS::ApiGatewayV2::Route",),
    faults=none_of(
        "AuthorizationType",
        ("NONE",),
        "AuthorizationType is {value}: anybody may call the route.",
        default="NONE",
    ),
    applies=_can_authorize,
    references=References(security_hub=("APIGateway.8",), cdk_nag=("AwsSolutions-APIG4",)),
)
