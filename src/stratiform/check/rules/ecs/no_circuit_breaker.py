"""A service that goes on starting tasks that die."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import may_be_true, value
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_be_true


def _is_rolling(service: Resource, graph: Graph) -> bool:
    """Other controllers, and deployments watched by alarms, know when to stop."""
    controller = value(service, "DeploymentController.Type", "ECS")
    watched = may_be_true(value(service, "DeploymentConfiguration.Alarms.Enable"))
    return controller in ("ECS",) and not watched


RULE = Rule(
    title="A deployment that fails does not stop",
    why="A broken version is started again and again for hours, and the stack waits for it.",
    fix="Set DeploymentCircuitBreaker with Enable and Rollback to true.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",
    types=("AWS::ECS::Service",),
    faults=must_be_true(
        "DeploymentConfiguration.DeploymentCircuitBreaker.Enable",
        "DeploymentCircuitBreaker.Enable is {value}.",
    ),
    applies=_is_rolling,
)
