"""A topic policy that lets everybody in."""

from __future__ import annotations

from stratiform.check.policy_shapes import not_for_everyone
from stratiform.check.rule import Pillar, References, Rule, Severity

RULE = Rule(
    title="A topic policy lets everybody in",
    why="Any AWS account can do what the statement allows.",
    fix="Name the principals, or add a condition on aws:SourceArn or aws:SourceAccount.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/sns-controls.html#sns-4",
    types=("AWS::SNS::TopicPolicy",),
    faults=not_for_everyone("PolicyDocument"),
    references=References(
        security_hub=("SNS.4",), cfn_nag=("F18",), guard=("SNS_TOPICPOLICY_NO_WILDCARD_PRINCIPAL",)
    ),
)
