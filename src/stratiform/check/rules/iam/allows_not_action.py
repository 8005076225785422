"""A statement that allows every action but those named."""

from __future__ import annotations

from stratiform.assembly.policies import PERMISSIONS
from stratiform.check.policy_shapes import must_not_allow_with
from stratiform.check.rule import Pillar, References, Rule, Severity

RULE = Rule(
    title="A statement allows every action but those named",
    why="It grants what nobody listed, and whatever AWS or a colleague adds tomorrow.",
    fix="Allow with Action, and use NotAction only in statements that deny.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
    types=PERMISSIONS,
    faults=must_not_allow_with(
        "NotAction", "The statement allows every action but those named in NotAction."
    ),
    references=References(
        cfn_nag=("W15", "W16", "W17"), guard=("IAM_ROLE_OR_POLICY_NO_ALLOW_PLUS_NOT_ACTION",)
    ),
)
