"""What came due is told once, also where the first look is late."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stratiform.local.emulator.scaling.schedule import Looks, due

ACTION = {"Schedule": f"at({datetime.fromtimestamp(100, UTC):%Y-%m-%dT%H:%M:%S})"}


def told(looks: Looks, now: float, *, created: float = 99, target: str = "one") -> bool:
    return due(ACTION, looks.since(target, created, now), now)


def test_a_moment_between_the_registration_and_the_first_look_is_told_once() -> None:
    looks = Looks(began=0)
    assert told(looks, 101)
    assert not told(looks, 102)


def test_a_moment_between_two_looks_is_told() -> None:
    looks = Looks(began=0)
    assert [told(looks, now) for now in (99.5, 101, 102)] == [False, True, False]


@pytest.mark.parametrize(("began", "created"), [(0, 100), (150, 99)], ids=["registered later", "another run"])
def test_a_moment_before_is_not_told(began: float, created: float) -> None:
    assert not told(Looks(began), 151, created=created)


def test_a_target_made_anew_has_nothing_of_the_one_before() -> None:
    looks = Looks(began=0)
    looks.since("one", 10, 50)
    assert not told(looks, 151, created=150, target="two")
