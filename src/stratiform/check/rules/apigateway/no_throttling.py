"""A stage of a REST API that lets every caller use the account's whole limit."""

from __future__ import annotations

from collections.abc import Mapping

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.properties import is_unknown, items, value
from stratiform.check.rule import Fault, Pillar, Rule, Severity

_LIMIT = "ThrottlingRateLimit"


def _faults(stage: Resource, graph: Graph) -> Fault | None:
    settings = value(stage, "MethodSettings")
    limited = [one for one in items(settings) if isinstance(one, Mapping) and value(one, _LIMIT) is not None]
    if (
        limited
        or is_unknown(settings)
        or any(sources(graph, stage, "AWS::ApiGateway::UsagePlan", "ApiStages"))
    ):
        return None
    return Fault(
        "MethodSettings has no ThrottlingRateLimit, and no usage plan names the stage.", at="MethodSettings"
    )


RULE = Rule(
    title="Nothing limits the requests to a REST API",
    why=(
        "One caller can use up the limit of all APIs of the account and region, and overload what is behind."
    ),
    fix="Set ThrottlingRateLimit and ThrottlingBurstLimit in MethodSettings, or a usage plan.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html",
    types=("AWS::ApiGateway::Stage", "AWS::Serverless::Api"),
    faults=_faults,
)
