"""Scaling decisions, as the Application Auto Scaling User Guide describes them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratiform.local.emulator.scaling.decision import Bounds, stepped, tracked


@pytest.mark.parametrize(
    ("current", "measured", "wanted"),
    [
        (2, 140.0, 4),  # twice the target: twice as many
        (3, 71.0, 4),  # a little above: rounded up, never down
        (4, 69.0, 4),  # within a tenth below: left alone
        (4, 35.0, 2),
        (1, 1.0, 1),
        (0, 0.0, 0),
    ],
)
def test_target_tracking_is_proportional(current: int, measured: float, wanted: int) -> None:
    assert tracked(current, measured, 70.0) == wanted


def test_target_tracking_without_scale_in_never_shrinks() -> None:
    assert tracked(4, 1.0, 70.0, scale_in=False) == 4


@given(st.integers(1, 100), st.floats(0, 1000), st.floats(1, 100))
def test_target_tracking_grows_only_above_the_target(current: int, measured: float, target: float) -> None:
    wanted = tracked(current, measured, target)
    assert (wanted > current) == (measured > target)


def steps(kind: str, *adjustments: tuple[float | None, float | None, int]) -> dict[str, Any]:
    made = []
    for lower, upper, amount in adjustments:
        step: dict[str, Any] = {"ScalingAdjustment": amount}
        step |= {} if lower is None else {"MetricIntervalLowerBound": lower}
        step |= {} if upper is None else {"MetricIntervalUpperBound": upper}
        made.append(step)
    return {"AdjustmentType": kind, "StepAdjustments": made}


@pytest.mark.parametrize(("beyond", "wanted"), [(0, 3), (9.9, 3), (10, 5), (500, 5), (-1, 2)])
def test_a_step_holds_its_lower_bound_above_the_threshold(beyond: float, wanted: int) -> None:
    policy = steps("ChangeInCapacity", (0, 10, 1), (10, None, 3))
    assert stepped(2, beyond, policy) == wanted


@pytest.mark.parametrize(("beyond", "wanted"), [(-1, 9), (-10, 7), (-11, 7), (-9.9, 9)])
def test_a_step_holds_its_upper_bound_below_the_threshold(beyond: float, wanted: int) -> None:
    policy = steps("ChangeInCapacity", (-10, 0, -1), (None, -10, -3))
    assert stepped(10, beyond, policy) == wanted


def test_the_threshold_itself_is_below_where_low_values_raise_the_alarm() -> None:
    idle = steps("ChangeInCapacity", (None, 0, -1))
    assert stepped(1, 0, idle, falling=True) == 0
    assert stepped(1, 0, idle) == 1
    assert stepped(1, 0.5, idle, falling=True) == 1


@pytest.mark.parametrize(
    ("kind", "amount", "wanted"),
    [("ExactCapacity", 7, 7), ("PercentChangeInCapacity", 50, 15), ("PercentChangeInCapacity", -1, 9)],
)
def test_other_adjustments(kind: str, amount: int, wanted: int) -> None:
    assert stepped(10, 1, steps(kind, (0, None, amount))) == wanted


def test_bounds_hold() -> None:
    assert [Bounds(1, 4).clamp(wanted) for wanted in (0, 2, 9)] == [1, 2, 4]
