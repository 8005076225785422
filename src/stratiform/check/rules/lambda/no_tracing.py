"""A function that takes part in no trace."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.plumbing import serves_a_system
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity
from stratiform.check.shapes import one_of

_SAYS = "Tracing is {value}: no trace shows what the function does."


def _faults(function: Resource, graph: Graph) -> Fault | None:
    at = "Tracing" if function.type == "AWS::Serverless::Function" else "TracingConfig.Mode"
    return one_of(at, ("Active",), _SAYS)(function, graph)


RULE = Rule(
    title="A function is not traced",
    why="Where a slow or failing request spends its time cannot be followed through the system.",
    fix="Set TracingConfig.Mode to Active; in SAM, Tracing: Active.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-7",
    types=("AWS::Lambda::Function", "AWS::Serverless::Function"),
    faults=_faults,
    applies=serves_a_system,
    references=References(security_hub=("Lambda.7",)),
)
