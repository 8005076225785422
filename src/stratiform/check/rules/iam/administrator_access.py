"""An identity with the managed policy AdministratorAccess."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.managed_policies import HOLDERS, managed_policies
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(identity: Resource, graph: Graph) -> Fault | None:
    for at, name in managed_policies(identity):
        if name == "AdministratorAccess":
            return Fault(
                "The managed policy AdministratorAccess allows every action on every resource.", at=at
            )
    return None


RULE = Rule(
    title="An identity has AdministratorAccess",
    why="Whoever uses the identity, or takes it over, can do anything in the account.",
    fix="Replace AdministratorAccess by a policy with the actions and resources that are needed.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    types=HOLDERS,
    faults=_faults,
    references=References(guard=("IAM_ROLE_ADMINISTRATOR_ACCESS_POLICY_RULE",)),
)
