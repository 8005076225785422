"""A SAM API without an authorizer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import may_be, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_LIMITS = ("Auth.DefaultAuthorizer", "Auth.ResourcePolicy")


def _says_all_itself(api: Resource, graph: Graph) -> bool:
    """No API whose OpenAPI document may name authorizers, and none that only a VPC reaches."""
    documented = any(value(api, name) is not None for name in ("DefinitionBody", "DefinitionUri"))
    return not documented and not may_be(value(api, "EndpointConfiguration.Type"), "PRIVATE")


def _authorizers(api: Resource, graph: Graph) -> Iterator[Any]:
    """What each event of a function on this API says of its callers."""
    for edge in graph.into(api.address):
        place, _, last = edge.at.rpartition(".")
        if place.startswith("Events.") and last in ("RestApiId", "ApiId"):
            yield value(graph.resources[edge.source], f"{place}.Auth.Authorizer", "NONE")


def _faults(api: Resource, graph: Graph) -> Fault | None:
    if any(value(api, name) is not None for name in _LIMITS):
        return None
    own = list(_authorizers(api, graph))
    if own and "NONE" not in own:
        return None
    return Fault("Auth.DefaultAuthorizer is absent, and not every event has an authorizer.", at="Auth")


RULE = Rule(
    title="Anybody may call an API of SAM",
    why="Strangers choose what the system works on and how often, at your price.",
    fix=(
        "Set Auth.DefaultAuthorizer, or an Authorizer in the Auth of every event. An API key counts "
        "callers and is no proof of who they are."
    ),
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-controlling-access-to-apis.html",
    types=("AWS::Serverless::Api", "AWS::Serverless::HttpApi"),
    faults=_faults,
    applies=_says_all_itself,
    references=References(cdk_nag=("AwsSolutions-APIG4",)),
)
