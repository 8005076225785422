"""Tasks instead of the instances that a cluster runs on."""

from __future__ import annotations

import pytest

from cost.bills import GraphOf
from cost.what_if.asking import asking

ask = asking("ec2-to-fargate")
GROUP = {"MinSize": 1, "MaxSize": 1, "LaunchConfigurationName": {"Ref": "L"}}
CLUSTER = {
    "C": ("AWS::ECS::Cluster", {}),
    "L": ("AWS::AutoScaling::LaunchConfiguration", {"InstanceType": "m5.large"}),
    "G": ("AWS::AutoScaling::AutoScalingGroup", GROUP),
    "P": ("AWS::ECS::CapacityProvider", {"AutoScalingGroupProvider": {"AutoScalingGroupArn": {"Ref": "G"}}}),
    "S": ("AWS::ECS::Service", {"Cluster": {"Ref": "C"}, "DesiredCount": 2, "TaskDefinition": {"Ref": "T"}}),
    "T": (
        "AWS::ECS::TaskDefinition",
        {"ContainerDefinitions": [{"Cpu": 300, "Memory": 600}, {"Memory": 500}]},
    ),
}


def test_a_task_gets_the_smallest_size_that_fits(graph_of: GraphOf) -> None:
    before, after, answer = ask(graph_of(CLUSTER))
    assert float(before.total) == pytest.approx(0.096 * 730 + 0.8)
    # 300 units and 1100 MiB need half a vCPU and 2 GB: memory comes in whole GB.
    assert float(after.total) == pytest.approx(2 * (0.5 * 0.04048 + 2 * 0.004445) * 730)
    assert answer.resources == 1


def test_a_group_that_hosts_no_cluster_stays(graph_of: GraphOf) -> None:
    resources = {name: told for name, told in CLUSTER.items() if name != "P"}
    _, after, _ = ask(graph_of(resources))
    assert "AWS::AutoScaling::AutoScalingGroup" in {charge.type for charge in after.charges}
