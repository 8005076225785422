"""Instances of a cluster: closed, encrypted, followed and replaced one by one."""

import json

import pytest

from containers import IMAGE, on_cluster
from stratiform.tiers import DEV, PROD, STAGING
from systems import part

pytestmark = pytest.mark.synth


def empty(main, cluster):
    """A cluster where nothing runs."""


def instances(tier=DEV, **options):
    from stratiform.constructs import Ec2Capacity

    return on_cluster(empty, tier, capacity=Ec2Capacity(**options))


@pytest.fixture(scope="module")
def graph():
    return instances()


def template(graph):
    return part(graph, "Cluster/Instances/Template").properties["LaunchTemplateData"]


def group(graph):
    return part(graph, "Cluster/Instances/Group/ASG")


def test_the_image_is_what_aws_says_is_right_for_ecs_now(graph):
    image = template(graph)["ImageId"]["Ref"]
    (stack,) = graph.stacks.values()
    parameter = json.loads(stack.template.read_text())["Parameters"][image]
    assert parameter["Type"] == "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"
    assert parameter["Default"] == "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"


def test_metadata_needs_a_token_and_goes_no_further_than_the_instance(graph):
    assert template(graph)["MetadataOptions"] == {"HttpPutResponseHopLimit": 1, "HttpTokens": "required"}
    assert "ECS_AWSVPC_BLOCK_IMDS=true" in str(template(graph)["UserData"])


def test_the_disk_is_encrypted_and_as_fast_as_stated():
    (disk,) = template(instances(disk=80, iops=4000, throughput=250))["BlockDeviceMappings"]
    assert disk["Ebs"] == {
        "DeleteOnTermination": True,
        "Encrypted": True,
        "Iops": 4000,
        "Throughput": 250,
        "VolumeSize": 80,
        "VolumeType": "gp3",
    }


def test_nobody_comes_in_by_port_or_key(graph):
    assert "KeyName" not in template(graph)
    found = part(graph, "Cluster/Instances/SecurityGroup").properties
    assert "SecurityGroupIngress" not in found
    assert [(rule["FromPort"], rule["ToPort"]) for rule in found["SecurityGroupEgress"]] == [(443, 443)]
    assert not list(graph.of_type("AWS::EC2::SecurityGroupIngress"))


def test_the_role_has_three_managed_policies_and_nothing_else(graph):
    role = part(graph, "Cluster/Instances/Role")
    names = [arn.rpartition("/")[2] for arn in role.properties["ManagedPolicyArns"]]
    assert names == [
        "AmazonEC2ContainerServiceforEC2Role",
        "AmazonSSMManagedInstanceCore",
        "CloudWatchAgentServerPolicy",
    ]
    attached = [
        policy
        for policy in graph.of_type("AWS::IAM::Policy")
        if {"Ref": role.address.logical_id} in policy.properties["Roles"]
    ]
    assert attached == []


def test_they_stand_in_private_subnets_and_the_oldest_template_goes_first(graph):
    found = group(graph).properties
    private = {r.address.logical_id for r in graph.of_type("AWS::EC2::Subnet") if "privateSubnet" in r.path}
    assert {subnet["Ref"] for subnet in found["VPCZoneIdentifier"]} == private
    assert found["TerminationPolicies"] == ["OldestLaunchTemplate"]


def test_they_are_replaced_one_by_one(graph):
    (stack,) = graph.stacks.values()
    resource = json.loads(stack.template.read_text())["Resources"][group(graph).address.logical_id]
    update = resource["UpdatePolicy"]["AutoScalingRollingUpdate"]
    assert update["MaxBatchSize"] == 1
    assert update["MinInstancesInService"] == DEV.instances.minimum


@pytest.mark.parametrize("tier", [DEV, STAGING, PROD], ids=lambda tier: tier.name)
def test_the_tier_decides_type_and_bounds(tier):
    graph = instances(tier)
    found = group(graph).properties
    assert template(graph)["InstanceType"] == tier.instances.instance
    assert template(graph)["Monitoring"] == {"Enabled": tier.instances.detailed_monitoring}
    assert (found["MinSize"], found["MaxSize"]) == (str(tier.instances.minimum), str(tier.instances.maximum))


def test_they_follow_cpu_and_the_time_of_day():
    from stratiform.constructs import Schedule

    night = Schedule(hour=20, days="MON-FRI", zone="Europe/Berlin", minimum=0, maximum=1)
    graph = instances(cpu=60, schedules={"Night": night})
    (policy,) = graph.of_type("AWS::AutoScaling::ScalingPolicy")
    tracking = policy.properties["TargetTrackingConfiguration"]
    assert tracking["PredefinedMetricSpecification"] == {"PredefinedMetricType": "ASGAverageCPUUtilization"}
    assert tracking["TargetValue"] == 60
    (action,) = graph.of_type("AWS::AutoScaling::ScheduledAction")
    found = action.properties
    assert (found["Recurrence"], found["TimeZone"]) == ("0 20 * * MON-FRI", "Europe/Berlin")
    assert (found["MinSize"], found["MaxSize"]) == (0, 1)


def test_ecs_scales_them_and_ends_none_that_has_tasks(graph):
    provider = part(graph, "Cluster/CapacityProvider/CapacityProvider")
    found = provider.properties["AutoScalingGroupProvider"]
    assert found["ManagedScaling"]["Status"] == "ENABLED"
    assert found["ManagedTerminationProtection"] == "ENABLED"
    assert group(graph).properties["NewInstancesProtectedFromScaleIn"] is True
    (associations,) = graph.of_type("AWS::ECS::ClusterCapacityProviderAssociations")
    assert associations.properties["CapacityProviders"] == [{"Ref": provider.address.logical_id}]


def test_services_of_the_cluster_run_on_them():
    from stratiform.constructs import Container, Ec2Capacity, Service

    def build(main, cluster):
        Service(main, "Web", cluster=cluster, container=Container(image=IMAGE, port=8080))

    graph = on_cluster(build, capacity=Ec2Capacity())
    assert part(graph, "Web/Definition").properties["RequiresCompatibilities"] == ["EC2"]
    provider = part(graph, "Cluster/CapacityProvider/CapacityProvider").address.logical_id
    found = part(graph, "Web/Resource/Service").properties
    assert found["CapacityProviderStrategy"] == [{"CapacityProvider": {"Ref": provider}, "Weight": 1}]


def test_images_are_built_for_the_processor_of_the_instances(tmp_path):
    from stratiform.constructs import Container, Ec2Capacity, Job

    (tmp_path / "Dockerfile").write_text('FROM scratch\nVOLUME ["/tmp"]\n')

    def build(main, cluster):
        assert cluster.architecture == "arm64"
        Job(main, "Job", cluster=cluster, container=Container(source=tmp_path))

    graph = on_cluster(build, capacity=Ec2Capacity(instance="m7g.large"))
    image = template(graph)["ImageId"]["Ref"]
    assert "arm64" in image
