"""A task whose code runs with the role that only the agent should have."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import targets
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _applies(task: Resource, graph: Graph) -> bool:
    return value(task, "TaskRoleArn") is not None and value(task, "ExecutionRoleArn") is not None


def _faults(task: Resource, graph: Graph) -> Fault | None:
    roles = value(task, "TaskRoleArn"), value(task, "ExecutionRoleArn")
    if roles[0] != roles[1]:
        return None
    return Fault(
        "Its code has the execution role.",
        at="TaskRoleArn",
        evidence=tuple(role.address for role in targets(graph, task, "TaskRoleArn")),
    )


RULE = Rule(
    title="A task's code runs with the execution role",
    why="The code can read every secret and pull every image that the agent may, its own or not.",
    fix="Make a task role of its own with what the code needs, or leave TaskRoleArn out.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-ecs-iam-role-overview.html",
    types=("AWS::ECS::TaskDefinition",),
    applies=_applies,
    faults=_faults,
)
