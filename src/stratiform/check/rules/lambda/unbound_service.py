"""A permission for a service on behalf of any account."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_BINDING = ("SourceArn", "SourceAccount", "PrincipalOrgID", "EventSourceToken")
# What lambda-public judges.
_S3 = "s3.amazonaws.com"


def _faults(permission: Resource, graph: Graph) -> Fault | None:
    principal = value(permission, "Principal")
    if not isinstance(principal, str) or not principal.endswith(".amazonaws.com") or principal == _S3:
        return None
    if any(value(permission, name) is not None for name in _BINDING):
        return None
    return Fault(
        f"{principal} may call it for any account: SourceArn and SourceAccount are absent.", at="SourceArn"
    )


RULE = Rule(
    title="A service may invoke a function for any account",
    why="Another customer can make the service call your function: the confused deputy.",
    fix="Set SourceArn to what triggers the function, or SourceAccount.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html",
    types=("AWS::Lambda::Permission",),
    faults=_faults,
    references=References(checkov=("CKV_AWS_364",)),
)
