"""A cluster with EC2 capacity has one host, and its tasks run on it."""

from __future__ import annotations

from typing import Any

import pytest

from waiting import until

pytestmark = pytest.mark.local


def test_tasks_of_a_capacity_provider_run_on_the_one_host(containers: Any) -> None:
    template = containers.template(
        "hosted", containers.image("import time; print('up', flush=True); time.sleep(600)"), balanced=False
    )
    resources = template["Resources"]
    resources["Task"]["Properties"] |= {"RequiresCompatibilities": ["EC2"], "NetworkMode": "bridge"}
    resources["Task"]["Properties"]["ContainerDefinitions"][0].pop("PortMappings")
    resources["Service"]["Properties"].pop("LaunchType")
    resources["Service"]["Properties"].pop("NetworkConfiguration")
    resources["Service"]["Properties"]["CapacityProviderStrategy"] = [
        {"CapacityProvider": {"Ref": "Provider"}, "Weight": 1}
    ]
    resources["Service"]["DependsOn"] = ["Capacity"]
    group = "arn:aws:autoscaling:us-east-1:000000000000:autoScalingGroup:1:autoScalingGroupName/hosts"
    resources |= {
        "Provider": {
            "Type": "AWS::ECS::CapacityProvider",
            "Properties": {"AutoScalingGroupProvider": {"AutoScalingGroupArn": group}},
        },
        "Capacity": {
            "Type": "AWS::ECS::ClusterCapacityProviderAssociations",
            "Properties": {
                "Cluster": {"Ref": "Cluster"},
                "CapacityProviders": [{"Ref": "Provider"}],
                "DefaultCapacityProviderStrategy": [],
            },
        },
    }
    assert containers.deploy("hosted", template) == "CREATE_COMPLETE", containers.reasons("hosted")
    ecs = containers.client("ecs")
    (host,) = ecs.list_container_instances(cluster="hosted")["containerInstanceArns"]
    (task,) = containers.tasks("hosted")
    assert (task["launchType"], task["containerInstanceArn"]) == ("EC2", host)
    until(lambda: "up" in containers.logs("/test/hosted"))
    answer = ecs.describe_container_instances(cluster="hosted", containerInstances=[host, "nothing"])
    (instance,) = answer["containerInstances"]
    assert (instance["status"], instance["runningTasksCount"]) == ("ACTIVE", 1)
    assert [failure["reason"] for failure in answer["failures"]] == ["MISSING"]
    (cluster,) = ecs.describe_clusters(clusters=["hosted"])["clusters"]
    assert cluster["registeredContainerInstancesCount"] == 1


def test_a_cluster_of_fargate_alone_has_none(containers: Any) -> None:
    ecs = containers.client("ecs")
    ecs.create_cluster(clusterName="hostless", capacityProviders=["FARGATE"])
    assert ecs.list_container_instances(cluster="hostless")["containerInstanceArns"] == []
    (cluster,) = ecs.describe_clusters(clusters=["hostless"])["clusters"]
    assert cluster["registeredContainerInstancesCount"] == 0
