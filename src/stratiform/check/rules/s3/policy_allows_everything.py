"""A bucket policy that allows every action."""

from __future__ import annotations

from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.policies import statements
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _is_text(action: Any) -> bool:
    return isinstance(action, str)


def _faults(policy: Resource, graph: Graph) -> Fault | None:
    for statement in statements(value(policy, "PolicyDocument"), "PolicyDocument"):
        # Leaving the decision to access points is done by allowing what one of them asks for.
        delegates = statement.has_unknown_condition or any(
            key.lower().startswith("s3:dataaccesspoint") for _, key, _ in statement.conditions
        )
        if statement.allows and not delegates and {"*", "s3:*"} & set(filter(_is_text, statement.actions)):
            return Fault("The policy allows s3:*, which is every action.", at=f"{statement.at}.Action")
    return None


RULE = Rule(
    title="A bucket policy allows every action",
    why="Who may read an object may delete the bucket and rewrite its policy as well.",
    fix="Name the actions that the principal needs, e.g. s3:GetObject.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
    types=("AWS::S3::BucketPolicy",),
    faults=_faults,
    references=References(cfn_nag=("F15",), guard=("S3_BUCKET_POLICY_NO_WILDCARD_ACTION",)),
)
