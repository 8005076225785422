"""A service behind a load balancer whose tasks may be stopped while they start."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import targets
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _applies(service: Resource, graph: Graph) -> bool:
    return bool(value(service, "LoadBalancers"))


def _faults(service: Resource, graph: Graph) -> Fault | None:
    if value(service, "HealthCheckGracePeriodSeconds") not in (None, 0, "0"):
        return None
    groups = targets(graph, service, "LoadBalancers")
    return Fault(
        "It is behind a load balancer, and its tasks are judged from their first second.",
        at="HealthCheckGracePeriodSeconds",
        evidence=tuple(group.address for group in groups),
    )


RULE = Rule(
    title="A service gives its tasks no time to start",
    why="Tasks that start slowly fail the load balancer's checks and are replaced again and again.",
    fix="Set HealthCheckGracePeriodSeconds to longer than a task takes to answer.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-healthcheck.html",
    types=("AWS::ECS::Service",),
    applies=_applies,
    faults=_faults,
)
