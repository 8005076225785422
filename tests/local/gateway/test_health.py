from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stratiform.local.gateway.health import Health, State, checked, is_success, pause
from stratiform.local.gateway.routes import HealthCheck

CHECK = HealthCheck(healthy=3, unhealthy=2, interval=30)


def after(*results: bool, start: Health | None = None) -> Health:
    health = start or Health()
    for number, well in enumerate(results):
        health = checked(health, CHECK, None if well else "bad", now=float(number))
    return health


def test_a_new_target_is_healthy_after_one_success() -> None:
    assert after(True).state is State.HEALTHY
    assert after(False, True).state is State.HEALTHY


def test_a_healthy_target_is_unhealthy_after_failures_in_a_row() -> None:
    assert after(True, False).state is State.HEALTHY
    assert after(True, False, True, False).state is State.HEALTHY
    assert after(True, False, False).state is State.UNHEALTHY
    assert after(True, False, False).reason == "bad"


def test_an_unhealthy_target_is_healthy_after_successes_in_a_row() -> None:
    down = (True, False, False)
    assert after(*down, True, True).state is State.UNHEALTHY
    assert after(*down, True, True, False, True, True).state is State.UNHEALTHY
    up = after(*down, True, True, True)
    assert (up.state, up.reason, up.since) == (State.HEALTHY, "", 5.0)


def test_a_target_that_leaves_stays_on_its_way() -> None:
    assert after(True, False, False, start=Health(State.DRAINING)).state is State.DRAINING


def test_only_a_new_target_is_checked_more_often_than_the_interval() -> None:
    assert pause(after(True), CHECK) == 30
    assert pause(after(True, False, False), CHECK) == 30
    assert pause(Health(), CHECK) < 0.5
    pauses = [pause(Health(State.INITIAL, -row), CHECK) for row in range(2000)]
    assert pauses == sorted(pauses)
    assert pauses[-1] <= 2
    assert pause(Health(State.INITIAL, -9), HealthCheck(interval=1)) == 1


@given(st.lists(st.booleans(), max_size=60))
def test_the_state_follows_from_the_last_run_of_equal_results(results: list[bool]) -> None:
    health = after(*results)
    if len(results) >= 3:
        if all(results[-3:]):
            assert health.state is State.HEALTHY
        if not any(results[-2:]):
            assert health.state is State.UNHEALTHY
    assert (health.row > 0) == (bool(results) and results[-1])


def test_codes_are_ranges() -> None:
    codes = ((200, 299), (404, 404))
    assert [is_success(codes, code) for code in (200, 299, 300, 404, 403)] == [True, True, False, True, False]
