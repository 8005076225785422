"""A scheduled job is started by EventBridge Scheduler, which keeps what it cannot start."""

import pytest

from containers import IMAGE, on_cluster
from systems import part

pytestmark = pytest.mark.synth


def scheduled(capacity=None, **options):
    from stratiform.constructs import Container, ScheduledJob

    def build(main, cluster):
        ScheduledJob(main, "Nightly", cluster=cluster, container=Container(image=IMAGE), **options)

    return on_cluster(build, capacity=capacity)


@pytest.fixture(scope="module")
def nightly():
    return scheduled(schedule="cron(0 3 * * ? *)", zone="Europe/Berlin")


def test_it_runs_at_its_time(nightly):
    found = part(nightly, "Nightly/Schedule").properties
    assert found["ScheduleExpression"] == "cron(0 3 * * ? *)"
    assert found["ScheduleExpressionTimezone"] == "Europe/Berlin"
    assert found["State"] == "ENABLED"


def test_the_task_runs_where_a_job_would(nightly):
    target = part(nightly, "Nightly/Schedule").properties["Target"]["EcsParameters"]
    definition = part(nightly, "Nightly/Definition").address.logical_id
    assert target["TaskDefinitionArn"] == {"Ref": definition}
    assert target["CapacityProviderStrategy"] == [{"CapacityProvider": "FARGATE_SPOT", "Weight": 1}]
    group = part(nightly, "Nightly/SecurityGroup").address.logical_id
    placed = target["NetworkConfiguration"]["AwsvpcConfiguration"]
    assert placed["SecurityGroups"] == [{"Fn::GetAtt": [group, "GroupId"]}]
    assert placed["AssignPublicIp"] == "DISABLED"


def test_a_start_that_fails_is_tried_again_and_then_kept(nightly):
    target = part(nightly, "Nightly/Schedule").properties["Target"]
    failures = part(nightly, "Nightly/Failures").address.logical_id
    assert target["DeadLetterConfig"] == {"Arn": {"Fn::GetAtt": [failures, "Arn"]}}
    assert target["RetryPolicy"] == {"MaximumEventAgeInSeconds": 3600, "MaximumRetryAttempts": 20}


def test_it_runs_on_instances_too():
    from stratiform.constructs import Ec2Capacity

    graph = scheduled(Ec2Capacity(), schedule="rate(1 hour)")
    target = part(graph, "Nightly/Schedule").properties["Target"]["EcsParameters"]
    provider = part(graph, "Cluster/CapacityProvider/CapacityProvider").address.logical_id
    assert target["CapacityProviderStrategy"] == [{"CapacityProvider": {"Ref": provider}, "Weight": 1}]
