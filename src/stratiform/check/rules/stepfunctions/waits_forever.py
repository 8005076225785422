"""A task that waits for an answer without end."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.rule import Fault, Pillar, Rule, Severity
from stratiform.check.state_machines import tasks

_LIMITS = ("TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath")


def _faults(machine: Resource, graph: Graph) -> Fault | None:
    for name, task in tasks(machine):
        resource = str(task.get("Resource"))
        waits = resource.endswith(".waitForTaskToken") or ":activity:" in resource
        if waits and not any(limit in task for limit in _LIMITS):
            return Fault(f"The task {name} waits for a token and has no timeout.")
    return None


RULE = Rule(
    title="A task may wait for its answer for ever",
    why="When the worker that should answer dies, the execution hangs, for up to a year.",
    fix="Set HeartbeatSeconds or TimeoutSeconds on the task.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#sfn-stuck-execution",
    types=("AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine"),
    faults=_faults,
)
