"""A role for a service that nothing gives to that service."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import told
from stratiform.assembly.once import once
from stratiform.assembly.permissions import ROLE
from stratiform.assembly.policies import POLICIES, trust
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault, Pillar, Rule, Severity

_APIS = (
    "AWS::Serverless::Api",
    "AWS::Serverless::HttpApi",
    "AWS::ApiGateway::RestApi",
    "AWS::ApiGatewayV2::Api",
)


@once
def _including(graph: Graph) -> frozenset[str]:
    """The stacks of which a part is in another file, which AWS includes when it deploys."""
    bodies = ((one, value(one, path)) for one in graph.of_type(*_APIS) for path in ("DefinitionBody", "Body"))
    return frozenset(
        one.address.stack for one, body in bodies if isinstance(body, dict) and "Fn::Transform" in body
    )


def _applies(role: Resource, graph: Graph) -> bool:
    """Roles that only services assume. One with a name, or beside an included file, may be named there."""
    principals = [pair for statement in trust(role) for pair in statement.principals]
    if role.address.stack in _including(graph):
        return False
    services = bool(principals) and all(kind == "Service" for kind, _ in principals)
    return services and value(role, "RoleName") is None


def _faults(role: Resource, graph: Graph) -> Fault | None:
    if role.address in told(graph):
        return None
    naming = [edge.source for edge in graph.into(role.address)]
    if any(graph.resources[one].type not in POLICIES for one in naming):
        return None
    services = ", ".join(str(one) for statement in trust(role) for _, one in statement.principals)
    return Fault(f"It is for {services}, and nothing names it.", evidence=tuple(dict.fromkeys(naming)))


RULE = Rule(
    title="Nothing has a role",
    why="Its permissions serve nobody but whoever may pass the role to something new.",
    fix="Delete it with its policies, or give it to what it was made for.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#remove-credentials",
    types=(ROLE,),
    applies=_applies,
    faults=_faults,
)
