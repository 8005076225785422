"""What was scaled lately, and what a cooldown still lets a policy do.

https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

_KEPT = 100


@dataclass(frozen=True)
class Activity:
    """A capacity that changed from ``before`` to ``after``, ``at`` seconds since the epoch."""

    at: float
    before: int
    after: int


@dataclass
class Activities:
    """Those of one scalable target, the newest last."""

    _known: deque[Activity] = field(default_factory=lambda: deque(maxlen=_KEPT))

    def add(self, activity: Activity) -> None:
        """Remember one that began."""
        self._known.append(activity)

    def allowed(
        self, current: int, wish: Callable[[int], int], now: float, *, scale_out: float, scale_in: float
    ) -> int:
        """What ``wish``, a policy's answer to a capacity, may have now. Cooldowns are seconds.

        Scaling in waits for the cooldown of every activity. Scaling out goes on when it is larger
        than what was added during the cooldown: that counts as a part of it.
        """
        wanted = wish(current)
        if wanted > current:
            return max(current, wish(self._base(current, now, scale_out)))
        if wanted < current and self._known and now - self._known[-1].at < scale_in:
            return current
        return wanted

    def _base(self, current: int, now: float, cooldown: float) -> int:
        """The capacity before the scale-outs that each fell into the cooldown of the one before."""
        base, later = current, now
        for activity in reversed(self._known):
            if later - activity.at >= cooldown or activity.after < activity.before:
                break
            base, later = activity.before, activity.at
        return base
