"""An identity with a managed policy that grants a whole service."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.managed_policies import HOLDERS, managed_policies
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(identity: Resource, graph: Graph) -> Fault | None:
    for at, name in managed_policies(identity):
        if name.endswith("FullAccess") or name in ("PowerUserAccess", "SystemAdministrator"):
            return Fault(f"The managed policy {name} covers every resource of what it grants.", at=at)
    return None


RULE = Rule(
    title="An identity has full access to a service",
    why="A managed policy of AWS cannot name your resources: it covers all of them, with every action.",
    fix="Replace the managed policy by one that names the actions and resources that are needed.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    types=HOLDERS,
    faults=_faults,
    references=References(cdk_nag=("AwsSolutions-IAM4",), guard=("IAM_ROLE_ELEVATED_MANAGED_POLICY_RULE",)),
)
