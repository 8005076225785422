"""What may be interrupted goes to Spot, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import GraphOf, Resources
from cost.what_if.asking import asking

ask = asking("spot")
DISK = {"BlockDeviceMappings": [{"Ebs": {"VolumeSize": 10, "VolumeType": "gp3"}}]}
DATA = {"LaunchTemplateData": {"InstanceType": "m5.large", **DISK}}
SIZES: dict[str, Any] = {"MinSize": 1, "MaxSize": 1}
FROM = {"LaunchTemplateId": {"Ref": "T"}, "Version": "1"}
GROUP = "AWS::AutoScaling::AutoScalingGroup"


@pytest.mark.parametrize(
    ("resources", "before", "after"),
    [
        (
            {
                "T": ("AWS::ECS::TaskDefinition", {"Cpu": "1024", "Memory": "1024"}),
                "S": ("AWS::ECS::Service", {"LaunchType": "FARGATE", "TaskDefinition": {"Ref": "T"}}),
            },
            (0.04048 + 0.004445) * 730,
            (0.01214434 + 0.00133353) * 730,
        ),
        (
            {"T": ("AWS::EC2::LaunchTemplate", DATA), "G": (GROUP, {**SIZES, "LaunchTemplate": FROM})},
            0.096 * 730 + 0.8,
            0.4 * 0.096 * 730 + 0.8,
        ),
        (
            {
                "T": ("AWS::EC2::LaunchTemplate", DATA),
                "G": (
                    GROUP,
                    {
                        **SIZES,
                        "MixedInstancesPolicy": {"LaunchTemplate": {"LaunchTemplateSpecification": FROM}},
                    },
                ),
            },
            0.096 * 730 + 0.8,
            0.4 * 0.096 * 730 + 0.8,
        ),
        (
            {
                "L": ("AWS::AutoScaling::LaunchConfiguration", {"InstanceType": "m5.large", **DISK}),
                "G": (GROUP, {**SIZES, "LaunchConfigurationName": {"Ref": "L"}}),
            },
            0.096 * 730 + 0.8,
            0.4 * 0.096 * 730 + 0.8,
        ),
        (
            {"N": ("AWS::EKS::Nodegroup", {"InstanceTypes": ["m5.large"], "DiskSize": 10})},
            0.096 * 730 + 1,
            0.4 * 0.096 * 730 + 1,
        ),
    ],
    ids=["fargate", "template", "mixed", "configuration", "nodes"],
)
def test_capacity_goes_to_spot(graph_of: GraphOf, resources: Resources, before: float, after: float) -> None:
    first, second, answer = ask(graph_of(resources))
    assert float(first.total) == pytest.approx(before)
    assert float(second.total) == pytest.approx(after)
    assert answer.resources >= 1


def test_a_single_instance_stays(graph_of: GraphOf) -> None:
    template = {
        "T": ("AWS::EC2::LaunchTemplate", DATA),
        "I": ("AWS::EC2::Instance", {"LaunchTemplate": FROM}),
    }
    first, second, answer = ask(graph_of(template))
    assert first.total == second.total
    assert answer.resources == 0
