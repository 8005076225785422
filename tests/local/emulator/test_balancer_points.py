from __future__ import annotations

from dataclasses import replace

from stratiform.local.emulator.balancer_points import NOTHING, Point, happened, stands
from stratiform.local.gateway.metrics import Series
from stratiform.local.gateway.snapshot import GroupHealth, Snapshot, TargetHealth

BALANCER, GROUP = "app/web/1", "targetgroup/web/1"
ARN = f"arn:aws:elasticloadbalancing:us-east-1:000000000000:{GROUP}"
TARGETS = (TargetHealth("10.0.0.1", 80, "healthy"), TargetHealth("10.0.0.2", 80, "healthy"))


def snapshot(**counts: float) -> Snapshot:
    series = (Series(BALANCER, None, counts, {}), Series(BALANCER, GROUP, counts, {}))
    return Snapshot({}, (GroupHealth(ARN, GROUP, TARGETS),), series, {BALANCER: 3})


def values(points: object) -> dict[tuple[str | None, str], float]:
    return {(point.target_group, point.metric): point.value for point in points}  # type: ignore[attr-defined]


def test_a_counter_tells_what_it_grew_by() -> None:
    told = values(happened(snapshot(RequestCount=10), snapshot(RequestCount=14)))
    assert told == {
        (None, "RequestCount"): 4,
        (GROUP, "RequestCount"): 4,
        (GROUP, "RequestCountPerTarget"): 2,  # two targets are healthy
    }


def test_what_did_not_change_is_not_told() -> None:
    assert not list(happened(snapshot(RequestCount=10), snapshot(RequestCount=10)))


def test_everything_a_new_gateway_counted_is_told() -> None:
    assert (
        values(happened(NOTHING, snapshot(HTTPCode_ELB_502_Count=1)))[(None, "HTTPCode_ELB_502_Count")] == 1
    )


def test_a_response_time_is_told_as_often_as_it_was_seen() -> None:
    before, after = (
        replace(NOTHING, series=(Series(BALANCER, GROUP, {}, times),))
        for times in ({0.1: 3}, {0.1: 5, 2.0: 1})
    )
    assert set(happened(before, after)) == {
        Point(BALANCER, GROUP, "TargetResponseTime", 0.1, 2, "Seconds"),
        Point(BALANCER, GROUP, "TargetResponseTime", 2.0, 1, "Seconds"),
    }


def test_health_is_told_for_each_load_balancer_in_front() -> None:
    ill = replace(TARGETS[1], state="unhealthy")
    now = replace(snapshot(), groups=(GroupHealth(ARN, GROUP, (TARGETS[0], ill)),))
    told = list(stands(now, {ARN: frozenset({BALANCER, "net/other/2"})}))
    assert [(one.load_balancer, one.metric, one.value) for one in told] == [
        (BALANCER, "HealthyHostCount", 1),
        (BALANCER, "UnHealthyHostCount", 1),
        ("net/other/2", "HealthyHostCount", 1),
        ("net/other/2", "UnHealthyHostCount", 1),
        (BALANCER, "ActiveConnectionCount", 3),
    ]
