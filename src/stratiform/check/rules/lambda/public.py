"""A function or layer that every AWS account may use."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import may_be, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_BINDING = ("SourceArn", "SourceAccount", "PrincipalOrgID", "OrganizationId", "EventSourceToken")


def _faults(permission: Resource, graph: Graph) -> Fault | None:
    principal = value(permission, "Principal")
    bound = {name for name in _BINDING if value(permission, name) is not None}
    if principal == "*" and not bound and not may_be(value(permission, "FunctionUrlAuthType"), "NONE"):
        return Fault("Principal is * and no condition limits it.", at="Principal")
    if principal == "s3.amazonaws.com" and not bound & {"SourceAccount", "PrincipalOrgID"}:
        return Fault(
            "S3 may invoke it for a bucket of any account: SourceAccount is absent.", at="SourceAccount"
        )
    return None


RULE = Rule(
    title="Everybody may invoke a function or read a layer",
    why=(
        "Any AWS account can do it. S3 names no account in a bucket's ARN, so whoever takes over a "
        "deleted bucket's name can, too."
    ),
    fix="Name the principal, and for S3 also SourceAccount; for a layer name OrganizationId.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-1",
    types=("AWS::Lambda::Permission", "AWS::Lambda::LayerVersionPermission"),
    faults=_faults,
    references=References(
        security_hub=("Lambda.1",),
        cfn_nag=("F13",),
        guard=("LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED", "LAMBDA_NO_WILDCARD_PRINCIPALS"),
    ),
)
