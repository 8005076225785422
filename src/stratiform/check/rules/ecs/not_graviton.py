"""A Fargate task that could run on Graviton."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import items, value
from stratiform.check.containers import TASKS, runs_on_linux
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import one_of


def _is_linux_on_fargate(task: Resource, graph: Graph) -> bool:
    return "FARGATE" in items(value(task, "RequiresCompatibilities")) and runs_on_linux(task, graph)


RULE = Rule(
    title="A Fargate task does not run on Graviton",
    why="Graviton uses up to 60 % less energy for the same work, and on Fargate costs a fifth less.",
    fix="Where the images are built for Arm, set RuntimePlatform.CpuArchitecture to ARM64.",
    pillar=Pillar.SUSTAINABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html",
    types=TASKS,
    faults=one_of(
        "RuntimePlatform.CpuArchitecture", ("ARM64",), "CpuArchitecture is {value}.", default="X86_64"
    ),
    applies=_is_linux_on_fargate,
)
