"""A policy that allows every action on every resource."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.policies import PERMISSIONS, statements_of
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    for statement in statements_of(resource):
        if statement.allows and "*" in statement.actions and "*" in statement.resources:
            return Fault('The statement allows the action "*" on the resource "*".', at=statement.at)
    return None


RULE = Rule(
    title="A policy grants full administrative rights",
    why="Whoever uses the identity, or takes it over, can do anything in the account.",
    fix="Name the actions and the resources that are needed.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1",
    types=PERMISSIONS,
    faults=_faults,
    references=References(
        security_hub=("IAM.1",),
        cdk_nag=("AwsSolutions-IAM5",),
        checkov=("CKV_AWS_62", "CKV_AWS_63"),
        cfn_nag=("F3", "F4", "F5"),
        guard=("IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS",),
    ),
)
