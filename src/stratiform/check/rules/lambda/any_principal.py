"""A permission for every principal, within limits."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of

_LIMITS = ("SourceArn", "SourceAccount", "PrincipalOrgID", "OrganizationId")


def _is_limited(permission: Resource, graph: Graph) -> bool:
    return any(value(permission, name) is not None for name in _LIMITS)


RULE = Rule(
    title="A permission names every principal",
    why="Only the condition beside it keeps strangers out; whoever widens or drops it opens the function.",
    fix="Name the principals, in one permission each.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html",
    types=("AWS::Lambda::Permission", "AWS::Lambda::LayerVersionPermission"),
    faults=none_of("Principal", ("*",), "Principal is {value}: only a condition keeps strangers out."),
    applies=_is_limited,
    references=References(guard=("LAMBDA_NO_WILDCARD_PRINCIPALS",)),
)
