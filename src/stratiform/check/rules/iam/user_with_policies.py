"""A user with policies of its own."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import items, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_OF_USER = ("Policies", "ManagedPolicyArns")


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    if resource.type == "AWS::IAM::UserPolicy":
        return Fault("The policy belongs to a user.")
    names = _OF_USER if resource.type == "AWS::IAM::User" else ("Users",)
    for name in names:
        if items(value(resource, name)):
            return Fault(f"{name} attaches the policy to a user.", at=name)
    return None


RULE = Rule(
    title="A policy is attached to a user",
    why="Rights given to single users are forgotten when people change their work.",
    fix="Attach the policy to a group or, better, to a role that people assume.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-2",
    types=("AWS::IAM::User", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::UserPolicy"),
    faults=_faults,
    references=References(
        security_hub=("IAM.2",),
        checkov=("CKV_AWS_40",),
        cfn_nag=("F10", "F11", "F12"),
        guard=("IAM_USER_NO_POLICIES_CHECK", "IAM_NO_POLICY_ON_USER"),
    ),
)
