"""A service of one task."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.properties import items, may_be, value
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import at_least


def _answers(service: Resource, graph: Graph) -> bool:
    """A service behind a load balancer whose number of tasks nobody else decides on."""
    behind = bool(items(value(service, "LoadBalancers")))
    scaled = any(sources(graph, service, "AWS::ApplicationAutoScaling::ScalableTarget", "ResourceId"))
    return behind and not scaled and not may_be(value(service, "SchedulingStrategy"), "DAEMON")


RULE = Rule(
    title="A service runs one task",
    why="When its zone or its host fails, nothing answers until another has started.",
    fix="Set DesiredCount to at least 2, in subnets of several zones.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source=(
        "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html"
    ),
    types=("AWS::ECS::Service",),
    faults=at_least("DesiredCount", 2, "DesiredCount is {value}.", default=1),
    applies=_answers,
)
