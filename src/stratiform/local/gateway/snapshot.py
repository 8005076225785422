"""What the control endpoint tells: a frozen picture of the gateway, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from stratiform.local.gateway.group import Group
from stratiform.local.gateway.health import State
from stratiform.local.gateway.metrics import Metrics, Series


@dataclass(frozen=True)
class TargetHealth:
    """One target, with AWS's words for its state."""

    id: str
    port: int
    state: str
    reason: str = ""
    in_flight: int = 0


@dataclass(frozen=True)
class GroupHealth:
    """One target group, by its CloudWatch dimension."""

    arn: str
    target_group: str
    targets: tuple[TargetHealth, ...]

    @property
    def healthy(self) -> int:
        """HealthyHostCount."""
        return sum(target.state == State.HEALTHY for target in self.targets)


@dataclass(frozen=True)
class Snapshot:
    """``urls`` by key; ``groups``; ``series`` of counters since the gateway started (see ``metrics``).

    ``connections`` is how many clients each load balancer has now.
    """

    urls: Mapping[str, str]
    groups: tuple[GroupHealth, ...]
    series: tuple[Series, ...]
    connections: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """Plain values. Keys of ``times`` are seconds as text."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Snapshot:
        """The reverse, for who asked."""
        groups = tuple(
            GroupHealth(
                group["arn"],
                group["target_group"],
                tuple(TargetHealth(**target) for target in group["targets"]),
            )
            for group in value["groups"]
        )
        series = tuple(
            Series(**{**one, "times": {float(seconds): many for seconds, many in one["times"].items()}})
            for one in value["series"]
        )
        return cls(value["urls"], groups, series, value["connections"])


def take(
    urls: Mapping[str, str],
    groups: Mapping[str, Group],
    metrics: Metrics,
    connections: Mapping[str, int],
) -> Snapshot:
    """Everything at this moment."""
    health = tuple(_health(group) for group in groups.values())
    return Snapshot(urls, health, metrics.snapshot(), connections)


def _health(group: Group) -> GroupHealth:
    present = [
        TargetHealth(
            member.target.id,
            member.target.port,
            member.health.state.value,
            member.health.reason,
            member.in_flight,
        )
        for member in group.members.values()
    ]
    leaving = [TargetHealth(target.id, target.port, State.DRAINING.value) for target in group.draining]
    return GroupHealth(group.settings.arn, group.settings.dimension, (*present, *leaving))
