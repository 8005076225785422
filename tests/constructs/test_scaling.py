"""A service scales between the tier's bounds, on what it is told to follow."""

import pytest

from containers import IMAGE, bounds, on_cluster
from stratiform.errors import WrongUse
from stratiform.tiers import DEV, PROD, STAGING

pytestmark = pytest.mark.synth


def scaled(tier=DEV, scaling=None, **options):
    from stratiform.constructs import Container, Service

    def build(main, cluster):
        container = Container(image=IMAGE, port=8080)
        Service(main, "Web", cluster=cluster, container=container, scaling=scaling, **options)

    return on_cluster(build, tier)


def tracked(graph):
    """Metric and value of every policy that tracks one."""
    for policy in graph.of_type("AWS::ApplicationAutoScaling::ScalingPolicy"):
        if policy.properties["PolicyType"] == "TargetTrackingScaling":
            found = policy.properties["TargetTrackingScalingPolicyConfiguration"]
            metric = found["PredefinedMetricSpecification"]["PredefinedMetricType"]
            yield metric, found["TargetValue"]


@pytest.mark.parametrize(
    ("tier", "expected"),
    [(DEV, (1, 3)), (STAGING, (2, 5)), (PROD, (3, 10))],
    ids=lambda value: getattr(value, "name", ""),
)
def test_the_tier_decides_the_bounds(tier, expected):
    assert bounds(scaled(tier)) == expected


def test_it_follows_cpu_and_memory():
    assert set(tracked(scaled())) == {
        ("ECSServiceAverageCPUUtilization", 70),
        ("ECSServiceAverageMemoryUtilization", 80),
    }


def test_what_is_given_wins():
    from stratiform.constructs import Scaling

    graph = scaled(scaling=Scaling(minimum=2, maximum=4, cpu=50, memory=None))
    assert bounds(graph) == (2, 4)
    assert list(tracked(graph)) == [("ECSServiceAverageCPUUtilization", 50)]


def test_it_can_stay_as_it_is():
    from stratiform.constructs import Scaling

    graph = scaled(scaling=Scaling.none(2))
    assert bounds(graph) == (2, 2)
    assert not list(tracked(graph))


def test_it_follows_the_requests_of_a_task():
    from stratiform.constructs import Scaling

    graph = scaled(scaling=Scaling(cpu=None, memory=None, requests=600), load_balancer="public")
    assert list(tracked(graph)) == [("ALBRequestCountPerTarget", 600)]


@pytest.mark.parametrize("tier", [DEV, PROD], ids=lambda tier: tier.name)
def test_steps_add_tasks_at_once_and_take_none_away(tier):
    from stratiform.constructs import Scaling

    steps = Scaling(cpu=None, memory=None, request_steps={1000: 1, 5000: 3})
    graph = scaled(tier, scaling=steps, load_balancer="public")
    (policy,) = graph.of_type("AWS::ApplicationAutoScaling::ScalingPolicy")
    found = policy.properties["StepScalingPolicyConfiguration"]
    assert found["AdjustmentType"] == "ChangeInCapacity"
    assert found["StepAdjustments"] == [
        {"MetricIntervalLowerBound": 0, "MetricIntervalUpperBound": 4000, "ScalingAdjustment": 1},
        {"MetricIntervalLowerBound": 4000, "ScalingAdjustment": 3},
    ]
    (alarm,) = (
        alarm
        for alarm in graph.of_type("AWS::CloudWatch::Alarm")
        if alarm.properties.get("AlarmActions") == [{"Ref": policy.address.logical_id}]
    )
    watched = alarm.properties
    assert (watched["MetricName"], watched["Threshold"]) == ("RequestCount", 1000)
    assert [dimension["Name"] for dimension in watched["Dimensions"]] == ["LoadBalancer"]


def test_requests_are_followed_only_where_they_are_counted():
    from stratiform.constructs import LoadBalancer, Scaling

    for balancer in (None, LoadBalancer(kind="network")):
        with pytest.raises(WrongUse, match="counts its requests"):
            scaled(scaling=Scaling(requests=600), load_balancer=balancer)
    with pytest.raises(WrongUse, match="two target groups that take turns") as raised:
        scaled(STAGING, scaling=Scaling(requests=600), load_balancer="public")
    assert "request_steps" in raised.value.fix


def test_bounds_change_with_the_time_of_day():
    from stratiform.constructs import Scaling, Schedule

    night = Schedule(hour=20, minute=30, days="MON-FRI", zone="Europe/Berlin", minimum=1, maximum=1)
    (target,) = scaled(scaling=Scaling(schedules={"Night": night})).of_type(
        "AWS::ApplicationAutoScaling::ScalableTarget"
    )
    (action,) = target.properties["ScheduledActions"]
    assert action["Schedule"] == "cron(30 20 ? * MON-FRI *)"
    assert action["Timezone"] == "Europe/Berlin"
    assert action["ScalableTargetAction"] == {"MinCapacity": 1, "MaxCapacity": 1}
