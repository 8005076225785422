"""A Fargate service that stays on an old platform."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import targets
from stratiform.check.containers import runs_on_linux
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import one_of


def _is_linux(service: Resource, graph: Graph) -> bool:
    """Windows counts its platforms from 1.0.0 on its own."""
    return all(runs_on_linux(task, graph) for task in targets(graph, service, "TaskDefinition"))


RULE = Rule(
    title="A service is pinned to an old Fargate platform",
    why="It misses what AWS mends and adds in the platform.",
    fix="Remove PlatformVersion, or set it to LATEST.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-10",
    types=("AWS::ECS::Service",),
    faults=one_of("PlatformVersion", ("LATEST", "1.4.0"), "PlatformVersion is {value}.", default="LATEST"),
    applies=_is_linux,
    references=References(security_hub=("ECS.10",)),
)
