"""Provisioned concurrency that stays the same day and night."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.properties import may_be_absent, number, value
from stratiform.check.rule import Fault, Pillar, Rule, Severity

_TARGET = "AWS::ApplicationAutoScaling::ScalableTarget"
_AT = "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions"


def _is_provisioned(resource: Resource, graph: Graph) -> bool:
    found = value(resource, _AT)
    return found is not None and not may_be_absent(found)


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    if any(sources(graph, resource, _TARGET, "ResourceId")):
        return None
    count = number(value(resource, _AT))
    return Fault(f"{'Copies' if count is None else f'{count:g} copies'} are kept warm all the time.", at=_AT)


RULE = Rule(
    title="Provisioned concurrency does not follow the load",
    why="It is paid for at night as by day, and a larger load starts cold all the same.",
    fix="Register the alias as a scalable target of lambda:function:ProvisionedConcurrency.",
    pillar=Pillar.COST,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
    types=("AWS::Lambda::Alias", "AWS::Serverless::Function"),
    faults=_faults,
    applies=_is_provisioned,
)
