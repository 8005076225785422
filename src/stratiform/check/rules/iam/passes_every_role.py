"""A policy that hands any role to a service."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.policies import PERMISSIONS, statements_of
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    for statement in statements_of(resource):
        bound = statement.has_unknown_condition or statement.tests("iam:PassedToService")
        if not statement.allows or bound or "*" not in statement.resources:
            continue
        for action in statement.actions:
            if isinstance(action, str) and action.lower() in ("iam:passrole", "iam:pass*", "iam:*"):
                return Fault(f'{action} is allowed on the resource "*".', at=f"{statement.at}.Resource")
    return None


RULE = Rule(
    title="A policy may pass every role to a service",
    why="The identity can start a workload with the most powerful role of the account and act through it.",
    fix="Name the roles in the statement, and bind it with iam:PassedToService.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    types=PERMISSIONS,
    faults=_faults,
    references=References(
        cfn_nag=("F38", "F40"),
        guard=("IAM_POLICY_NO_WILDCARD_RESOURCE_ON_PASSROLE", "IAM_ROLE_NO_WILDCARD_RESOURCE_ON_PASSROLE"),
    ),
)
