"""Instances that the tasks of a stack fill."""

from __future__ import annotations

import pytest

from cost.bills import GraphOf, Resources
from cost.what_if.asking import asking

ask = asking("fargate-to-ec2")


def service(count: int, cpu: str = "1024", processor: str = "X86_64") -> Resources:
    task = {"Cpu": cpu, "Memory": "2048", "RuntimePlatform": {"CpuArchitecture": processor}}
    told = {"LaunchType": "FARGATE", "DesiredCount": count, "TaskDefinition": {"Ref": "T"}}
    return {"T": ("AWS::ECS::TaskDefinition", task), "S": ("AWS::ECS::Service", told)}


@pytest.mark.parametrize(
    ("resources", "instances", "hourly"),
    [
        (service(1), 2, 0.1008),  # at least two
        (service(10), 6, 0.1008),  # 10 vCPUs of 85 % of 2
        (service(10, processor="ARM64"), 6, 0.0816),
    ],
)
def test_instances_instead_of_tasks(
    graph_of: GraphOf, resources: Resources, instances: int, hourly: float
) -> None:
    _, after, answer = ask(graph_of(resources))
    assert float(after.total) == pytest.approx(instances * (hourly * 730 + 30 * 0.08))
    assert answer.resources == 1


def test_services_on_instances_stay(graph_of: GraphOf) -> None:
    resources = dict(service(1))
    resources["S"] = ("AWS::ECS::Service", {"LaunchType": "EC2", "TaskDefinition": {"Ref": "T"}})
    assert ask(graph_of(resources))[2].resources == 0
