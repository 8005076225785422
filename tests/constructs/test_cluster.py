"""A cluster: its capacity and insights by tier, and its namespace."""

import pytest

from containers import IMAGE, on_cluster
from stratiform.tiers import DEV, PROD, STAGING
from systems import part

pytestmark = pytest.mark.synth


def empty(main, cluster):
    """A cluster where nothing runs."""


def strategy(graph):
    (found,) = graph.of_type("AWS::ECS::ClusterCapacityProviderAssociations")
    return [
        (share["CapacityProvider"], share["Weight"], share.get("Base", 0))
        for share in found.properties["DefaultCapacityProviderStrategy"]
    ]


@pytest.mark.parametrize(
    ("tier", "shares", "insights"),
    [
        (DEV, [("FARGATE_SPOT", 1, 0)], "disabled"),
        (STAGING, [("FARGATE", 1, 1), ("FARGATE_SPOT", 1, 0)], "enabled"),
        (PROD, [("FARGATE", 1, 1)], "enhanced"),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_the_tier_shares_tasks_out_and_decides_what_is_measured(tier, shares, insights):
    graph = on_cluster(empty, tier)
    assert strategy(graph) == shares
    settings = part(graph, "Cluster/Ecs").properties["ClusterSettings"]
    assert settings == [{"Name": "containerInsights", "Value": insights}]


def test_it_has_a_name_and_a_private_namespace():
    graph = on_cluster(empty)
    assert part(graph, "Cluster/Ecs").properties["ClusterName"] == "shop-local-main-cluster"
    (namespace,) = graph.of_type("AWS::ServiceDiscovery::PrivateDnsNamespace")
    assert namespace.properties["Name"] == "shop-local-main-cluster.internal"


def test_a_namespace_of_ones_own():
    (found,) = on_cluster(empty, namespace="shop.internal").of_type(
        "AWS::ServiceDiscovery::PrivateDnsNamespace"
    )
    assert found.properties["Name"] == "shop.internal"


def test_the_architecture_decides_what_tasks_run_on():
    def build(main, cluster):
        from stratiform.constructs import Container, Job

        Job(main, "Job", cluster=cluster, container=Container(image=IMAGE))

    platform = part(on_cluster(build, architecture="arm64"), "Job/Definition").properties["RuntimePlatform"]
    assert platform["CpuArchitecture"] == "ARM64"
