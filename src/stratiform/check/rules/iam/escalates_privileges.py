"""A policy with which an identity can give itself more rights."""

from __future__ import annotations

import fnmatch
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity
from stratiform.check.statements import PERMISSIONS, permissions

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


def _escalates(action: Any) -> bool:
    return (
        isinstance(action, str)
        and action != "*"
        and any(fnmatch.fnmatchcase(one.lower(), action.lower()) for one in _ESCALATES)
    )


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    for statement in permissions(resource):
        if statement.allows and not statement.conditions and "*" in statement.resources:
            found = [action for action in statement.actions if _escalates(action)]
            if found:
                return Fault(
                    f'{", ".join(found)} is allowed on the resource "*".', at=f"{statement.at}.Action"
                )
    return None


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
    faults=_faults,
    references=References(checkov=("CKV_AWS_110",)),
)
