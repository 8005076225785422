"""An event bus that every AWS account may send to."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.policies import statements
from stratiform.assembly.properties import value
from stratiform.check.bound import is_bound
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _faults(policy: Resource, graph: Graph) -> Fault | None:
    if value(policy, "Principal") == "*" and value(policy, "Condition") is None:
        return Fault("Principal is * without a condition.", at="Principal")
    for statement in statements(policy.properties, ""):
        if statement.allows and statement.is_for_everyone and not is_bound(statement):
            return Fault("The statement lets everyone send.", at="Statement")
    return None


RULE = Rule(
    title="Every AWS account may send to an event bus",
    why="Strangers trigger what listens on the bus, with events that look like your own.",
    fix="Name the accounts as principals, or add a condition on aws:PrincipalOrgID.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html",
    types=("AWS::Events::EventBusPolicy",),
    faults=_faults,
)
