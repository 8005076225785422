"""A state machine that takes part in no trace."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.plumbing import serves_a_system
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true


def _faults(machine: Resource, graph: Graph) -> Fault | None:
    settings = "Tracing" if machine.type == "AWS::Serverless::StateMachine" else "TracingConfiguration"
    return must_be_true(f"{settings}.Enabled", f"{settings}.Enabled is {{value}}.")(machine, graph)


RULE = Rule(
    title="A state machine is not traced",
    why=(
        "Where an execution spends its time, and what it waited for, cannot be followed through the system."
    ),
    fix="Set TracingConfiguration.Enabled to true; in SAM, Tracing.Enabled.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html",
    types=("AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine"),
    faults=_faults,
    applies=serves_a_system,
    references=References(cdk_nag=("AwsSolutions-SF2",)),
)
