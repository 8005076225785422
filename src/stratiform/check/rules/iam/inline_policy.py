"""An identity with policies inside it."""

from __future__ import annotations

from stratiform.assembly.policies import IDENTITIES
from stratiform.check.plumbing import is_plumbing
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_absent

RULE = Rule(
    title="An identity has inline policies",
    why="An inline policy has no versions to go back to and cannot be reused or found by its name.",
    fix="Make it an AWS::IAM::ManagedPolicy.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-choosing-managed-or-inline.html",
    types=IDENTITIES,
    faults=must_be_absent("Policies", "Policies holds inline policies."),
    applies=lambda identity, graph: not is_plumbing(identity),
    references=References(
        cdk_nag=("NIST.800.53.R5-IAMNoInlinePolicy",), guard=("IAM_NO_INLINE_POLICY_CHECK",)
    ),
)
