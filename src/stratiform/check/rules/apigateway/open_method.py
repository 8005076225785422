"""A method that anybody may call."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import targets
from stratiform.assembly.properties import is_unknown, items, may_be, value
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of


def _is_open_to_the_world(method: Resource, graph: Graph) -> bool:
    """A browser's preflight carries no credentials, and a policy or a private endpoint may limit the API."""
    apis = list(targets(graph, method, "RestApiId"))
    verb = value(method, "HttpMethod")
    preflight = is_unknown(verb) or str(verb).upper() == "OPTIONS"
    return not preflight and not any(value(api, "Policy") is not None or _may_be_private(api) for api in apis)


def _may_be_private(api: Resource) -> bool:
    types = value(api, "EndpointConfiguration.Types")
    return is_unknown(types) or any(may_be(one, "PRIVATE") for one in items(types))


RULE = Rule(
    title="Anybody may call a method of a REST API",
    why="Strangers choose what the system works on and how often, at your price.",
    fix=(
        "Set AuthorizationType to AWS_IAM, COGNITO_USER_POOLS or CUSTOM, or give the API a policy. An "
        "API key counts callers and is no proof of who they are."
    ),
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html",
    types=("AWS::ApiGateway::Method",),
    faults=none_of("AuthorizationType", ("NONE",), "AuthorizationType is {value}.", default="NONE"),
    applies=_is_open_to_the_world,
    references=References(
        cdk_nag=("AwsSolutions-APIG4",),
        checkov=("CKV_AWS_59",),
        cfn_nag=("W59",),
        guard=("API_GW_METHOD_AUTHORIZATION_TYPE_RULE",),
    ),
)
