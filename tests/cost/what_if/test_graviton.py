"""Everything that has a Graviton twin gets it, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import GraphOf
from cost.what_if.asking import asking

ask = asking("graviton")


@pytest.mark.parametrize(
    ("type_", "properties", "saved"),
    [
        ("AWS::EC2::Instance", {"InstanceType": "m5.xlarge"}, (0.192 - 0.154) * 730),
        ("AWS::EC2::Instance", {"InstanceType": "t3.micro"}, (0.0104 - 0.0084) * 730),
        ("AWS::EC2::Instance", {"InstanceType": "m7i.large"}, (0.1008 - 0.0816) * 730),
        (
            "AWS::RDS::DBInstance",
            {"Engine": "postgres", "DBInstanceClass": "db.r5.large"},
            (0.25 - 0.225) * 730,
        ),
        (
            "AWS::ElastiCache::CacheCluster",
            {"Engine": "redis", "CacheNodeType": "cache.r5.large", "NumCacheNodes": 1},
            (0.216 - 0.206) * 730,
        ),
        (
            "AWS::OpenSearchService::Domain",
            {"ClusterConfig": {"InstanceType": "m5.large.search"}},
            (0.142 - 0.128) * 730,
        ),
        ("AWS::EKS::Nodegroup", {"InstanceTypes": ["c5.large"]}, (0.085 - 0.068) * 730),
        (
            "AWS::MSK::Cluster",
            {"NumberOfBrokerNodes": 1, "BrokerNodeGroupInfo": {"InstanceType": "kafka.m5.large"}},
            0.0,  # there is no kafka.m6g
        ),
    ],
)
def test_a_twin_of_the_same_size(
    graph_of: GraphOf, type_: str, properties: dict[str, Any], saved: float
) -> None:
    before, after, _ = ask(graph_of({"R": (type_, properties)}))
    assert before.charges
    assert float(before.total - after.total) == pytest.approx(saved)


@pytest.mark.parametrize(
    ("type_", "properties"),
    [
        ("AWS::EC2::Instance", {"InstanceType": "m6g.large"}),
        ("AWS::EC2::Instance", {"InstanceType": "g5.xlarge"}),
        ("AWS::EC2::Instance", {"InstanceType": {"Ref": "AWS::NoSuch"}}),
        ("AWS::RDS::DBInstance", {"Engine": "sqlserver-ex", "DBInstanceClass": "db.t3.small"}),
        ("AWS::Lambda::Function", {"Architectures": ["arm64"]}),
        (
            "AWS::ECS::TaskDefinition",
            {"RuntimePlatform": {"OperatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}},
        ),
    ],
)
def test_what_has_no_twin_stays(graph_of: GraphOf, type_: str, properties: dict[str, Any]) -> None:
    assert ask(graph_of({"R": (type_, properties)}))[2].resources == 0


def test_tasks_become_arm(graph_of: GraphOf) -> None:
    task = {"Cpu": "1024", "Memory": "2048", "RuntimePlatform": {"CpuArchitecture": "X86_64"}}
    service = {"LaunchType": "FARGATE", "TaskDefinition": {"Ref": "T"}}
    _, after, _ = ask(
        graph_of({"T": ("AWS::ECS::TaskDefinition", task), "S": ("AWS::ECS::Service", service)})
    )
    assert float(after.total) == pytest.approx((0.03238 + 2 * 0.00356) * 730)
