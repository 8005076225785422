"""A function whose failed events are dropped."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.properties import value
from stratiform.check.invocations import may_be_queued
from stratiform.check.plumbing import serves_a_system
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_KEPT = (
    "DeadLetterConfig.TargetArn",
    "DeadLetterQueue.TargetArn",
    "EventInvokeConfig.DestinationConfig.OnFailure",
)


def _applies(function: Resource, graph: Graph) -> bool:
    return serves_a_system(function, graph) and may_be_queued(function, graph)


def _faults(function: Resource, graph: Graph) -> Fault | None:
    settings = sources(graph, function, "AWS::Lambda::EventInvokeConfig", "FunctionName")
    kept = any(value(function, path) is not None for path in _KEPT) or any(
        value(one, "DestinationConfig.OnFailure") is not None for one in settings
    )
    return None if kept else Fault("Neither a dead letter queue nor a destination takes failed events.")


RULE = Rule(
    title="Events that a function fails on are dropped",
    why="Lambda tries a queued event three times and then forgets it, and nobody can look at it again.",
    fix=(
        "Set DeadLetterConfig.TargetArn, or an on-failure destination in an AWS::Lambda::EventInvokeConfig."
    ),
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
    types=("AWS::Lambda::Function", "AWS::Serverless::Function"),
    faults=_faults,
    applies=_applies,
    references=References(checkov=("CKV_AWS_116",), guard=("LAMBDA_DLQ_CHECK",)),
)
