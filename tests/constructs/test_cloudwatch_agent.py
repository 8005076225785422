"""The CloudWatch agent of instances reads what it measures from a parameter that it may read."""

import json

import pytest

from containers import on_cluster
from systems import part

pytestmark = pytest.mark.synth


@pytest.fixture(scope="module")
def graph():
    from stratiform.constructs import Ec2Capacity

    return on_cluster(lambda main, cluster: None, capacity=Ec2Capacity())


def configuration(graph):
    value = part(graph, "Cluster/Instances/Agent/Configuration").properties["Value"]
    words = ("LOGS" if isinstance(word, dict) else word for word in value["Fn::Join"][1])
    return json.loads("".join(words))


def test_the_parameter_is_one_that_the_managed_policy_admits(graph):
    name = part(graph, "Cluster/Instances/Agent/Configuration").properties["Name"]
    assert name.startswith("AmazonCloudWatch-")


def test_an_instance_starts_it_with_that_parameter(graph):
    parameter = part(graph, "Cluster/Instances/Agent/Configuration").address.logical_id
    data = part(graph, "Cluster/Instances/Template").properties["LaunchTemplateData"]
    script = data["UserData"]["Fn::Base64"]["Fn::Join"][1]
    at = script.index({"Ref": parameter})
    assert "dnf install -y amazon-cloudwatch-agent" in script[at - 1]
    assert script[at - 1].endswith("-c ssm:")


def test_it_measures_what_ec2_does_not(graph):
    assert set(configuration(graph)["metrics"]["metrics_collected"]) == {"disk", "mem", "swap"}


def test_it_sends_the_logs_of_ecs(graph):
    files = configuration(graph)["logs"]["logs_collected"]["files"]["collect_list"]
    assert {file["file_path"] for file in files} == {
        "/var/log/ecs/ecs-agent.log",
        "/var/log/ecs/ecs-init.log",
    }
    assert {file["log_group_name"] for file in files} == {"LOGS"}
