"""Counters under the names that CloudWatch has in AWS/ApplicationELB.

They only grow, so whoever publishes them takes the difference between two snapshots.
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

_STEPS = 20
"""Steps of a decade: a response time is known to 12 %."""


@dataclass(frozen=True)
class Series:
    """The counts of one load balancer, or of one target group behind it. ARNs' last parts, as CloudWatch has.

    ``times`` maps a response time in seconds, rounded, to how many took it.
    """

    load_balancer: str
    target_group: str | None
    counts: Mapping[str, float]
    times: Mapping[float, int]
    seconds: float = 0.0


@dataclass
class Metrics:
    """What was counted since the gateway started."""

    counts: dict[tuple[str, str | None], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    times: dict[tuple[str, str | None], Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    seconds: dict[tuple[str, str | None], float] = field(default_factory=lambda: defaultdict(float))

    def count(self, load_balancer: str, name: str, amount: float = 1, *, group: str | None = None) -> None:
        """Add to a load balancer's counter, and to the group's where one is given."""
        self.counts[load_balancer, None][name] += amount  # type: ignore[assignment]
        if group is not None:
            self.counts[load_balancer, group][name] += amount  # type: ignore[assignment]

    def answered(self, load_balancer: str, group: str, status: int, seconds: float) -> None:
        """A target answered with ``status`` after ``seconds``."""
        name = f"HTTPCode_Target_{status // 100}XX_Count"
        step = _step(seconds)
        for key in ((load_balancer, None), (load_balancer, group)):
            self.counts[key][name] += 1
            self.times[key][step] += 1
            self.seconds[key] += seconds

    def snapshot(self) -> tuple[Series, ...]:
        """Everything so far."""
        return tuple(
            Series(
                *key,
                counts=dict(self.counts[key]),
                times={_value(step): many for step, many in self.times[key].items()},
                seconds=self.seconds[key],
            )
            for key in sorted({*self.counts, *self.times}, key=str)
        )


def _step(seconds: float) -> int:
    return round(math.log10(max(seconds, 1e-6)) * _STEPS)


def _value(step: int) -> float:
    return float(f"{10 ** (step / _STEPS):.3g}")
