"""A function on x86 processors."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, items, value
from stratiform.check.lambda_runtimes import deprecated_since
from stratiform.check.plumbing import serves_a_system
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _faults(function: Resource, graph: Graph) -> Fault | None:
    runtime, chosen = value(function, "Runtime"), value(function, "Architectures")
    # Nobody should move an old runtime: it must be replaced first, and most of those have no arm64.
    if not isinstance(runtime, str) or deprecated_since(runtime) or is_unknown(chosen):
        return None
    if all(one == "x86_64" for one in items(chosen)):
        return Fault(f"Architectures is {'x86_64' if chosen else 'absent, so x86_64'}.", at="Architectures")
    return None


RULE = Rule(
    title="A function runs on x86 processors",
    why="The same work on Graviton costs a fifth less and needs less energy.",
    fix="Set Architectures to arm64. Compiled dependencies must be built for it.",
    pillar=Pillar.SUSTAINABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html",
    types=("AWS::Lambda::Function", "AWS::Serverless::Function"),
    faults=_faults,
    applies=serves_a_system,
)
