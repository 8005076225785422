"""A service behind a load balancer that has as many tasks at night as at noon."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.links import sources
from stratiform.check.properties import items, value
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _faults(service: Resource, graph: Graph) -> Fault | None:
    if any(sources(graph, service, "AWS::ApplicationAutoScaling::ScalableTarget", "ResourceId")):
        return None
    return Fault("Nothing changes DesiredCount.", at="DesiredCount")


RULE = Rule(
    title="A service does not scale",
    why="It is too small when many ask, and paid for when nobody does.",
    fix="Add an AWS::ApplicationAutoScaling::ScalableTarget with a target tracking policy.",
    pillar=Pillar.PERFORMANCE,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
    types=("AWS::ECS::Service",),
    faults=_faults,
    applies=lambda service, graph: bool(items(value(service, "LoadBalancers"))),
)
