"""A task that nobody asks whether it lives."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.properties import is_unknown, items, value
from stratiform.check.containers import TASKS, containers
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _faults(task: Resource, graph: Graph) -> Fault | None:
    found = [container for _, container in containers(task)]
    if not found or any(container.get("HealthCheck") is not None for container in found):
        return None
    asking = [
        value(service, "LoadBalancers")
        for service in sources(graph, task, "AWS::ECS::Service", "TaskDefinition")
    ]
    if not asking or any(is_unknown(one) or items(one) for one in asking):
        return None
    return Fault("No container has a HealthCheck, and no load balancer asks.", at="ContainerDefinitions")


RULE = Rule(
    title="A task has no health check",
    why="A container that hangs keeps its place and gets work it never does.",
    fix="Set HealthCheck of the essential container, or put the service behind a load balancer.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html",
    types=TASKS,
    faults=_faults,
)
