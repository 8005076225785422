"""A bucket policy that lets everybody in."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity
from stratiform.check.statements import statements


def _faults(policy: Resource, graph: Graph) -> Fault | None:
    for statement in statements(value(policy, "PolicyDocument"), "PolicyDocument"):
        if statement.allows and statement.is_for_everyone and not statement.is_bound:
            actions = ", ".join(map(str, statement.actions))
            return Fault(f"The policy allows {actions} to everyone.", at=f"{statement.at}.Principal")
    return None


RULE = Rule(
    title="A bucket policy lets everybody in",
    why="Anyone on the internet can do what the statement allows.",
    fix="Name the principals, or serve public files through CloudFront with origin access control.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-2",
    types=("AWS::S3::BucketPolicy",),
    faults=_faults,
    references=References(
        security_hub=("S3.2", "S3.3"), cfn_nag=("F16",), guard=("S3_BUCKET_POLICY_NO_WILDCARD_PRINCIPAL",)
    ),
)
