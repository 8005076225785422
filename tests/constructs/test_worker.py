"""A worker consumes a queue, and is as many tasks as the queue needs."""

import pytest

from containers import IMAGE, bounds, container, on_cluster, variables
from stratiform.testing import assert_uses
from stratiform.tiers import DEV, PROD
from systems import part, statements

pytestmark = pytest.mark.synth


def working(tier=DEV, **options):
    from stratiform.constructs import Container, Queue, Worker

    def build(main, cluster):
        queue = Queue(main, "Orders")
        Worker(main, "Worker", cluster=cluster, container=Container(image=IMAGE), queue=queue, **options)

    return on_cluster(build, tier)


@pytest.fixture(scope="module")
def worker():
    return working()


def test_it_receives_and_deletes_messages_of_its_queue_alone(worker):
    queue = part(worker, "Orders").address.logical_id
    assert variables(worker, "Worker") == {"QUEUE_URL": {"Ref": queue}}
    ((effect, actions, resource),) = statements(worker, "Worker/Role/DefaultPolicy")
    assert (effect, resource) == ("Allow", {"Fn::GetAtt": [queue, "Arn"]})
    assert {"sqs:ReceiveMessage", "sqs:DeleteMessage"} <= actions
    assert "sqs:SendMessage" not in actions
    assert_uses(worker, "Worker", "Orders", "read")


def test_it_has_no_port_and_nothing_before_it(worker):
    assert "PortMappings" not in container(worker, "Worker")
    service = part(worker, "Worker/Resource/Service").properties
    assert "LoadBalancers" not in service
    assert "ServiceRegistries" not in service


def test_a_failed_start_goes_back(worker):
    deployment = part(worker, "Worker/Resource/Service").properties["DeploymentConfiguration"]
    assert deployment["DeploymentCircuitBreaker"] == {"Enable": True, "Rollback": True}


def policies(graph):
    """The steps of every policy with the alarm that calls it, by what it is about."""
    found = {}
    for policy in graph.of_type("AWS::ApplicationAutoScaling::ScalingPolicy"):
        (alarm,) = (
            alarm.properties
            for alarm in graph.of_type("AWS::CloudWatch::Alarm")
            if alarm.properties.get("AlarmActions") == [{"Ref": policy.address.logical_id}]
        )
        steps = policy.properties["StepScalingPolicyConfiguration"]["StepAdjustments"]
        changes = [step["ScalingAdjustment"] for step in steps]
        found[policy.path.split("/")[-3]] = alarm, changes
    return found


def test_waiting_messages_and_old_ones_add_tasks(worker):
    found = policies(worker)
    alarm, changes = found["Depth"]
    assert (alarm["MetricName"], alarm["Threshold"]) == ("ApproximateNumberOfMessagesVisible", 100)
    assert changes == [1, 3]
    alarm, changes = found["Age"]
    assert (alarm["MetricName"], alarm["Threshold"]) == ("ApproximateAgeOfOldestMessage", 300)
    assert changes == [1]


def test_a_task_goes_only_while_nothing_waits_or_is_being_handled(worker):
    alarm, changes = policies(worker)["Idle"]
    assert changes == [-1]
    assert (alarm["ComparisonOperator"], alarm["Threshold"]) == ("LessThanOrEqualToThreshold", 0)
    metrics = {
        each["MetricStat"]["Metric"]["MetricName"] for each in alarm["Metrics"] if "MetricStat" in each
    }
    assert metrics == {"ApproximateNumberOfMessagesVisible", "ApproximateNumberOfMessagesNotVisible"}


def test_the_tier_decides_the_bounds():
    assert bounds(working(PROD)) == (PROD.service.tasks, PROD.service.max_tasks)


def test_without_a_minimum_the_first_message_starts_a_task():
    from stratiform.constructs import QueueScaling

    graph = working(scaling=QueueScaling(minimum=0, maximum=2, depth={50: 2}, age=None))
    assert bounds(graph) == (0, 2)
    found = policies(graph)
    assert set(found) == {"Depth", "Idle"}
    alarm, changes = found["Depth"]
    assert (alarm["Threshold"], changes) == (1, [1, 2])
