"""The second address of a REST API that has a domain of its own."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_be_true


def _has_a_domain(api: Resource, graph: Graph) -> bool:
    return any(sources(graph, api, "AWS::ApiGateway::BasePathMapping", "RestApiId"))


RULE = Rule(
    title="A REST API has a second address beside its domain",
    why="Callers go past what stands before the domain: its certificate, its firewall, its mutual TLS.",
    fix="Set DisableExecuteApiEndpoint to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html",
    types=("AWS::ApiGateway::RestApi",),
    faults=must_be_true(
        "DisableExecuteApiEndpoint", "DisableExecuteApiEndpoint is {value}: the address of AWS answers, too."
    ),
    applies=_has_a_domain,
)
