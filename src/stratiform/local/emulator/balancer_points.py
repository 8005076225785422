"""CloudWatch's view of the gateway: what happened between two snapshots, and how things stand.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stratiform.local.gateway.health import State
from stratiform.local.gateway.metrics import Series
from stratiform.local.gateway.snapshot import GroupHealth, Snapshot

NOTHING = Snapshot({}, (), (), {})
_BYTES = ("ProcessedBytes",)


@dataclass(frozen=True)
class Point:
    """``value`` seen ``count`` times. Dimensions are the last parts of ARNs, as CloudWatch has them."""

    load_balancer: str
    target_group: str | None
    metric: str
    value: float
    count: int = 1
    unit: str = "Count"


def happened(before: Snapshot, after: Snapshot) -> Iterator[Point]:
    """A point for every counter that grew, and for every response time."""
    known = {(one.load_balancer, one.target_group): one for one in before.series}
    healthy = {group.target_group: group.healthy for group in after.groups}
    for series in after.series:
        balancer, group = series.load_balancer, series.target_group
        earlier = known.get((balancer, group), Series(balancer, group, {}, {}))
        grown = {name: value - earlier.counts.get(name, 0) for name, value in series.counts.items()}
        for name, value in grown.items():
            if value > 0:
                yield Point(balancer, group, name, value, unit="Bytes" if name in _BYTES else "Count")
        if group is not None and (requests := grown.get("RequestCount", 0)) > 0:
            yield Point(balancer, group, "RequestCountPerTarget", requests / max(healthy.get(group, 0), 1))
        for seconds, many in series.times.items():
            if (more := many - earlier.times.get(seconds, 0)) > 0:
                yield Point(balancer, group, "TargetResponseTime", seconds, more, unit="Seconds")


def stands(now: Snapshot, balancers: Mapping[str, frozenset[str]]) -> Iterator[Point]:
    """Health of every target group behind each load balancer, and connections.

    ``balancers`` is target group ARN -> the load balancers that forward to it.
    """
    for group in now.groups:
        for balancer in sorted(balancers.get(group.arn, ())):
            yield Point(balancer, group.target_group, "HealthyHostCount", group.healthy)
            yield Point(balancer, group.target_group, "UnHealthyHostCount", _unhealthy(group))
    for balancer, connections in now.connections.items():
        yield Point(balancer, None, "ActiveConnectionCount", connections)


def _unhealthy(group: GroupHealth) -> int:
    return sum(target.state == State.UNHEALTHY for target in group.targets)
