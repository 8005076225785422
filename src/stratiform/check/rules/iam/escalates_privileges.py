"""A policy with which an identity can give itself more rights."""

from __future__ import annotations

from stratiform.assembly.policies import PERMISSIONS
from stratiform.check.policy_shapes import must_name_resources
from stratiform.check.rule import Pillar, References, Rule, Severity

_ESCALATES = (
    "iam:AddUserToGroup",
    "iam:AttachGroupPolicy",
    "iam:AttachRolePolicy",
    "iam:AttachUserPolicy",
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:CreatePolicyVersion",
    "iam:PutGroupPolicy",
    "iam:PutRolePolicy",
    "iam:PutUserPolicy",
    "iam:SetDefaultPolicyVersion",
    "iam:UpdateAssumeRolePolicy",
    "iam:UpdateLoginProfile",
)

RULE = Rule(
    title="An identity can give itself more rights",
    why=(
        "Whoever takes the identity over rewrites a policy or takes a key of another user, and "
        "owns the account."
    ),
    fix=(
        "Leave changes of IAM to a pipeline, or name the identities and demand a permissions "
        "boundary by a condition."
    ),
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
    types=PERMISSIONS,
    faults=must_name_resources("Action", *_ESCALATES, or_service=True),
    references=References(checkov=("CKV_AWS_110",)),
)
