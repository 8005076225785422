"""What ECS on EC2 promises, read from its graph."""

import json
from pathlib import Path

import pytest

from stratiform.errors import WrongUse
from stratiform.testing import synthesize

pytestmark = pytest.mark.synth

APP = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def graph():
    return synthesize(APP)


def named(graph, end):
    (stack,) = (stack for stack in graph.stacks.values() if stack.name.endswith(f"-{end}"))
    return stack


def inside(graph, end, type_):
    stack = named(graph, end)
    return [r for r in graph.of_type(type_) if r.address.stack == stack.id]


def test_each_stack_is_deployed_by_itself(graph):
    assert [stack.name.removeprefix("ecs-on-ec2-local-") for stack in graph.stacks.values()] == [
        "Network",
        "Infra",
        "AppFromImage",
        "AppFromSource",
    ]
    # An export would hold its stack back from every change until nobody imports it.
    assert all(output.export is None for output in graph.outputs)
    for stack in graph.stacks.values():
        assert "Fn::ImportValue" not in stack.template.read_text()


def test_they_are_deployed_in_order(graph):
    network, infra = named(graph, "Network"), named(graph, "Infra")
    assert network.depends_on == ()
    assert infra.depends_on == (network.id,)
    for app in ("AppFromImage", "AppFromSource"):
        assert set(named(graph, app).depends_on) == {network.id, infra.id}


def test_they_share_one_network_and_one_cluster(graph):
    assert len(list(graph.of_type("AWS::EC2::VPC"))) == 1
    assert len(list(graph.of_type("AWS::ECS::Cluster"))) == 1
    assert {r.address.stack for r in graph.of_type("AWS::ECS::Service")} == {
        named(graph, "AppFromImage").id,
        named(graph, "AppFromSource").id,
    }


def test_one_app_is_an_image_and_one_is_built(graph):
    (given,) = inside(graph, "AppFromImage", "AWS::ECS::TaskDefinition")
    (built,) = inside(graph, "AppFromSource", "AWS::ECS::TaskDefinition")
    image = given.properties["ContainerDefinitions"][0]["Image"]
    assert image == "public.ecr.aws/docker/library/python:3.13-slim"
    (asset,) = (asset for asset in graph.assets if asset.packaging == "image")
    assert asset.tag in built.properties["ContainerDefinitions"][0]["Image"]


def test_the_image_can_be_another():
    graph = synthesize(APP, context={"image": "example.com/app:1"})
    (given,) = inside(graph, "AppFromImage", "AWS::ECS::TaskDefinition")
    assert given.properties["ContainerDefinitions"][0]["Image"] == "example.com/app:1"


def test_tasks_run_on_the_instances(graph):
    for app in ("AppFromImage", "AppFromSource"):
        (definition,) = inside(graph, app, "AWS::ECS::TaskDefinition")
        assert definition.properties["RequiresCompatibilities"] == ["EC2"]
        assert definition.properties["NetworkMode"] == "awsvpc"


def test_the_instances_are_reached_through_session_manager_alone(graph):
    (role,) = (r for r in inside(graph, "Infra", "AWS::IAM::Role") if "/Instances/" in r.path)
    assert any("AmazonSSMManagedInstanceCore" in arn for arn in role.properties["ManagedPolicyArns"])
    (template,) = graph.of_type("AWS::EC2::LaunchTemplate")
    data = template.properties["LaunchTemplateData"]
    assert "KeyName" not in data
    assert data["MetadataOptions"]["HttpTokens"] == "required"
    (group,) = inside(graph, "Infra", "AWS::EC2::SecurityGroup")
    assert "SecurityGroupIngress" not in group.properties


def test_the_group_follows_cpu_and_the_clock(graph):
    (policy,) = inside(graph, "Infra", "AWS::AutoScaling::ScalingPolicy")
    assert policy.properties["TargetTrackingConfiguration"]["TargetValue"] == 70
    times = {
        action.properties["Recurrence"]
        for action in inside(graph, "Infra", "AWS::AutoScaling::ScheduledAction")
    }
    assert times == {"0 7 * * MON-FRI", "0 20 * * MON-FRI"}


def test_flow_logs_go_to_cloudwatch(graph):
    (flow_log,) = graph.of_type("AWS::EC2::FlowLog")
    assert flow_log.properties["LogDestinationType"] == "cloud-watch-logs"
    assert not inside(graph, "Network", "AWS::S3::Bucket")


def test_flow_logs_go_to_a_bucket_that_admits_them():
    graph = synthesize(APP, context={"flowLogs": "s3"})
    (flow_log,) = graph.of_type("AWS::EC2::FlowLog")
    (bucket,) = inside(graph, "Network", "AWS::S3::Bucket")
    assert flow_log.properties["LogDestination"] == {"Fn::GetAtt": [bucket.address.logical_id, "Arn"]}
    (policy,) = inside(graph, "Network", "AWS::S3::BucketPolicy")
    assert "delivery.logs.amazonaws.com" in json.dumps(policy.properties["PolicyDocument"])


def test_flow_logs_go_nowhere_else():
    with pytest.raises(WrongUse, match="flowLogs is 'kafka'"):
        synthesize(APP, context={"flowLogs": "kafka"})
