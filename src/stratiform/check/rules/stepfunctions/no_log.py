"""A state machine whose executions are not logged."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.plumbing import serves_a_system
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of


def _faults(machine: Resource, graph: Graph) -> Fault | None:
    settings = "Logging" if machine.type == "AWS::Serverless::StateMachine" else "LoggingConfiguration"
    says = f"{settings}.Level is {{value}}: executions leave no log."
    return none_of(f"{settings}.Level", ("OFF",), says, default="OFF")(machine, graph)


RULE = Rule(
    title="A state machine keeps no log of its executions",
    why=(
        "An execution's history ends after 90 days, an express one's at once; why it failed cannot be told."
    ),
    fix="Set LoggingConfiguration with a Level and a log group; in SAM, Logging.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/stepfunctions-controls.html#stepfunctions-1",
    types=("AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine"),
    faults=_faults,
    applies=serves_a_system,
    references=References(security_hub=("StepFunctions.1",), cdk_nag=("AwsSolutions-SF1",)),
)
