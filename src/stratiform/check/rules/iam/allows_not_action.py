"""A statement that allows every action but those named."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity
from stratiform.check.statements import PERMISSIONS, permissions


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    for statement in permissions(resource):
        if statement.allows and "NotAction" in statement.body:
            return Fault(
                "The statement allows every action but those named in NotAction.",
                at=f"{statement.at}.NotAction",
            )
    return None


RULE = Rule(
    title="A statement allows every action but those named",
    why="It grants what nobody listed, and whatever AWS or a colleague adds tomorrow.",
    fix="Allow with Action, and use NotAction only in statements that deny.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
    types=PERMISSIONS,
    faults=_faults,
    references=References(
        cfn_nag=("W15", "W16", "W17"), guard=("IAM_ROLE_OR_POLICY_NO_ALLOW_PLUS_NOT_ACTION",)
    ),
)
