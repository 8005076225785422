"""A Java function that starts from nothing each time."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault, Pillar, Rule, Severity
from stratiform.check.shapes import one_of

_RUNTIMES = ("java11", "java17", "java21", "java25")


def _faults(function: Resource, graph: Graph) -> Fault | None:
    if value(function, "Runtime") not in _RUNTIMES:
        return None
    return one_of("SnapStart.ApplyOn", ("PublishedVersions",), "SnapStart.ApplyOn is {value}.")(
        function, graph
    )


RULE = Rule(
    title="A Java function starts without SnapStart",
    why=(
        "Starting the virtual machine and the framework takes seconds; from a snapshot it takes a "
        "fraction of one."
    ),
    fix="Set SnapStart.ApplyOn to PublishedVersions and call a version or an alias.",
    pillar=Pillar.PERFORMANCE,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html",
    types=("AWS::Lambda::Function", "AWS::Serverless::Function"),
    faults=_faults,
)
