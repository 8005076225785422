"""A task that fails its execution at the first error."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.plumbing import serves_a_system
from stratiform.check.rule import Fault, Pillar, Rule, Severity
from stratiform.check.state_machines import tasks


def _faults(machine: Resource, graph: Graph) -> Fault | None:
    for name, task in tasks(machine):
        if not task.get("Retry") and not task.get("Catch"):
            return Fault(f"The task {name} has neither Retry nor Catch.")
    return None


RULE = Rule(
    title="A task is not tried a second time",
    why="A throttled call or a short failure of a service ends the whole execution.",
    fix="Give the task a Retry with a backoff, or a Catch that says what happens then.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html",
    types=("AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine"),
    faults=_faults,
    applies=serves_a_system,
)
