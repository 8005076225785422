"""What a cooldown lets a policy do: a larger scale-out goes on, a scale-in waits."""

from __future__ import annotations

import pytest

from stratiform.local.emulator.scaling.cooldown import Activities, Activity
from stratiform.local.emulator.scaling.decision import stepped, tracked


def allowed(activities: Activities, current: int, measured: float, now: float) -> int:
    def wish(capacity: int) -> int:
        return tracked(capacity, measured, 10)

    return activities.allowed(current, wish, now, scale_out=300, scale_in=300)


def after(*changes: tuple[float, int, int]) -> Activities:
    activities = Activities()
    for change in changes:
        activities.add(Activity(*change))
    return activities


def test_without_activities_a_policy_has_what_it_wants() -> None:
    assert allowed(Activities(), 1, 25, 0) == 3
    assert allowed(Activities(), 4, 1, 0) == 1


@pytest.mark.parametrize(
    ("measured", "wanted"),
    [(12, 2), (25, 3), (48, 5)],
    ids=["what was added is enough", "one more", "three more"],
)
def test_what_was_added_counts_as_a_part_of_a_larger_scale_out(measured: float, wanted: int) -> None:
    assert allowed(after((100, 1, 2)), 2, measured, 103) == wanted


def test_a_value_that_stays_adds_nothing_more() -> None:
    assert allowed(after((100, 1, 2), (103, 2, 3)), 3, 25, 106) == 3


def test_every_scale_out_begins_the_cooldown_again() -> None:
    chain = after((100, 1, 2), (300, 2, 3))
    assert allowed(chain, 3, 25, 599) == 3
    assert allowed(chain, 3, 25, 600) == 8


def test_a_step_of_three_after_one_of_two_adds_one() -> None:
    steps = {"StepAdjustments": [{"MetricIntervalLowerBound": 0, "ScalingAdjustment": 3}]}

    def wish(capacity: int) -> int:
        return stepped(capacity, 5, steps)

    assert after((100, 4, 6)).allowed(6, wish, 103, scale_out=300, scale_in=300) == 7


@pytest.mark.parametrize("change", [(100, 2, 4), (100, 6, 4)], ids=["after out", "after in"])
def test_scaling_in_waits_for_every_activity(change: tuple[float, int, int]) -> None:
    assert allowed(after(change), 4, 1, 399) == 4
    assert allowed(after(change), 4, 1, 400) == 1


def test_scaling_out_does_not_wait_for_a_scale_in() -> None:
    assert allowed(after((100, 1, 6), (103, 6, 2)), 2, 25, 106) == 5
