"""A queue policy that lets everybody in."""

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
    title="A queue policy lets everybody in",
    why="Any AWS account can do what the statement allows.",
    fix="Name the principals, or add a condition on aws:SourceArn or aws:SourceAccount.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html#sqs-3",
    types=("AWS::SQS::QueuePolicy",),
    faults=_faults,
    references=References(
        security_hub=("SQS.3",), cfn_nag=("F21",), guard=("SQS_QUEUEPOLICY_NO_WILDCARD_PRINCIPAL",)
    ),
)
