"""How many a policy wants. Plain arithmetic, as the Application Auto Scaling User Guide has it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# Target tracking scales in only below this share of its target, so that it does not swing.
_SLACK = 0.9


@dataclass(frozen=True)
class Bounds:
    """The least and the most a scalable target may have."""

    least: int
    most: int

    def clamp(self, wanted: int) -> int:
        """``wanted`` within the bounds."""
        return max(self.least, min(self.most, wanted))


def tracked(current: int, measured: float, target: float, *, scale_in: bool = True) -> int:
    """What target tracking wants: proportional, rounded up, and nothing below until the slack is used up."""
    if measured > target:
        return math.ceil(current * measured / target)
    if scale_in and measured < target * _SLACK and current > 0:
        return min(current, math.ceil(current * measured / target))
    return current


def stepped(current: int, beyond: float, policy: Mapping[str, Any], *, falling: bool = False) -> int:
    """What a step policy wants when its alarm's metric is ``beyond`` the threshold (negative below it).

    ``falling``: the alarm is raised by low values, so that the threshold itself belongs to what is below.
    """
    step = _step(beyond, policy.get("StepAdjustments") or (), below=beyond < 0 or (falling and beyond == 0))
    if step is None:
        return current
    amount = int(step["ScalingAdjustment"])
    match policy.get("AdjustmentType", "ChangeInCapacity"):
        case "ExactCapacity":
            return amount
        case "PercentChangeInCapacity":
            least = int(policy.get("MinAdjustmentMagnitude") or 1)
            change = max(least, math.floor(current * abs(amount) / 100))
            return current + (change if amount > 0 else -change)
        case _:
            return current + amount


def _step(beyond: float, steps: Sequence[Mapping[str, Any]], *, below: bool) -> Mapping[str, Any] | None:
    """The step that holds ``beyond``: its lower bound belongs to it above the threshold, its upper below."""
    for step in steps:
        lower = float(step.get("MetricIntervalLowerBound", -math.inf))
        upper = float(step.get("MetricIntervalUpperBound", math.inf))
        inside = lower < beyond <= upper if below else lower <= beyond < upper
        if inside:
            return step
    return None
