"""AWS/ApplicationELB and AWS/NetworkELB metrics: what the gateway counts, in CloudWatch."""

from __future__ import annotations

import contextlib
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping

from stratiform.errors import GatewayFailed
from stratiform.local.birth import birth
from stratiform.local.emulator import private
from stratiform.local.emulator.balancer_points import NOTHING, Point, happened, stands
from stratiform.local.emulator.own_state import own_state
from stratiform.local.emulator.periodic import every
from stratiform.local.gateway.process import Gateway
from stratiform.local.gateway.record import Record
from stratiform.local.state import State

EXPLAIN = (
    "Load balancers are measured every 3 s, so that scaling and alarms react at once, without the"
    " dimension AvailabilityZone."
)
SECONDS = 3.0
_STEADY = 60.0  # seconds after which a value that does not change is told again
_ALB = "services.alb"
_CONNECTIONS = "ActiveConnectionCount"


class Publisher:
    """Remembers what it told of one gateway. A gateway that starts again counts from nothing."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._began = birth(os.getpid())
        self._record: Record | None = None
        self._before = NOTHING
        self._told: dict[tuple[str, str | None, str], tuple[float, float]] = {}

    def publish(self, now: float) -> None:
        """Tell what happened since the last time."""
        balancers = _balancers()
        record = Record.read(self._state) if balancers else None
        if record is None or record.process() is None:
            return
        snapshot = Gateway(record.pid, record.control).snapshot()
        if record != self._record:
            # An emulator that was killed has told what an older gateway counted.
            self._before = NOTHING if record.started >= self._began else snapshot
            self._record = record
        _write(happened(self._before, snapshot), balancers, now)
        self._before = snapshot
        _write([one for one in stands(snapshot, _forwarding()) if self._is_news(one, now)], balancers, now)

    def _is_news(self, point: Point, now: float) -> bool:
        key = (point.load_balancer, point.target_group, point.metric)
        silent = point.metric == _CONNECTIONS and not point.value
        value, at = self._told.get(key, (0.0 if silent else -1.0, 0.0))
        if point.value == value and (silent or now - at < _STEADY):
            return False
        self._told[key] = (point.value, now)
        return True


def _balancers() -> dict[str, tuple[str, str]]:
    """Dimension of every load balancer -> its account and region."""
    known = private.get(_ALB, "_lbs").to_dict()
    return {_balancer(arn): (account, region) for account, region, arn in list(known)}


def _forwarding() -> dict[str, frozenset[str]]:
    groups = private.get(_ALB, "_tgs").to_dict()
    return {
        arn: frozenset(_balancer(each) for each in group.get("LoadBalancerArns") or ())
        for (_, _, arn), group in list(groups.items())
    }


def _balancer(arn: str) -> str:
    return arn.partition(":loadbalancer/")[2]


def _write(points: Iterable[Point], balancers: Mapping[str, tuple[str, str]], now: float) -> None:
    scope, metrics = (
        private.get("core.responses", "request_scope"),
        private.get("services.cloudwatch", "_metrics"),
    )
    key_of = private.get("services.cloudwatch", "_dims_key")
    by_place: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for point in points:
        if place := balancers.get(point.load_balancer):
            by_place[place].append(point)
    for place, each in by_place.items():
        with scope(*place):
            for point, dimensions in ((one, named) for one in each for named in _dimensions(one)):
                key = (_namespace(point), point.metric, key_of(dimensions))
                stored = metrics.get(key)
                if stored is None:
                    stored = metrics[key] = []
                stored.append(
                    {
                        "Timestamp": now,
                        "Value": float(point.value),
                        "Count": float(point.count),
                        "Unit": point.unit,
                        "Dimensions": dimensions,
                    }
                )


def _namespace(point: Point) -> str:
    return "AWS/NetworkELB" if point.load_balancer.startswith("net/") else "AWS/ApplicationELB"


def _dimensions(point: Point) -> list[dict[str, str]]:
    if point.target_group is None:
        return [{"LoadBalancer": point.load_balancer}]
    group = {"TargetGroup": point.target_group}
    both = group | {"LoadBalancer": point.load_balancer}
    return [both, group] if point.metric == "RequestCountPerTarget" else [both]


def install() -> None:
    """Start the clock."""
    publisher = Publisher(own_state())

    def publish(now: float) -> None:
        with contextlib.suppress(GatewayFailed):  # it is ending or starting
            publisher.publish(now)

    every(SECONDS, publish, "load-balancer-metrics")
