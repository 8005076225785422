"""A stage of an HTTP API that lets every caller use the account's whole limit."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault, Pillar, Rule, Severity
from stratiform.check.shapes import must_be_set

_AT = "DefaultRouteSettings.ThrottlingRateLimit"


def _faults(stage: Resource, graph: Graph) -> Fault | None:
    if value(stage, "RouteSettings") is not None:
        return None
    return must_be_set(_AT, "ThrottlingRateLimit is {value}: one caller may take the whole limit.")(
        stage, graph
    )


RULE = Rule(
    title="Nothing limits the requests to an HTTP API",
    why=(
        "One caller can use up the limit of all APIs of the account and region, and overload what is behind."
    ),
    fix="Set ThrottlingRateLimit and ThrottlingBurstLimit in DefaultRouteSettings.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html",
    types=("AWS::ApiGatewayV2::Stage", "AWS::Serverless::HttpApi"),
    faults=_faults,
)
