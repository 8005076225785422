"""A policy that allows every action of a service."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.policies import PERMISSIONS, statements_of
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    for statement in statements_of(resource):
        if not statement.allows or ("*" in statement.actions and "*" in statement.resources):
            continue  # The latter is a graver fault, with a rule of its own.
        for action in statement.actions:
            if isinstance(action, str) and (action == "*" or action.endswith(":*")):
                return Fault(f"The statement allows {action}.", at=f"{statement.at}.Action")
    return None


RULE = Rule(
    title="A policy allows every action of a service",
    why="It grants what the workload does not need today, and whatever the service adds tomorrow.",
    fix="Name the actions that are needed, e.g. s3:GetObject.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-21",
    types=PERMISSIONS,
    faults=_faults,
    references=References(
        security_hub=("IAM.21",),
        cdk_nag=("AwsSolutions-IAM5",),
        checkov=("CKV_AWS_63",),
        cfn_nag=("F3", "F4", "F5"),
        guard=(
            "IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS",
            "IAM_MANAGEDPOLICY_NO_STATEMENTS_WITH_FULL_ACCESS",
        ),
    ),
)
