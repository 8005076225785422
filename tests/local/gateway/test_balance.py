from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratiform.local.gateway.balance import Member, Turns, choose, eligible, group, share
from stratiform.local.gateway.health import Health, State
from stratiform.local.gateway.routes import Target


def member(name: str, state: State = State.HEALTHY, *, in_flight: int = 0, since: float = 0) -> Member:
    return Member(Target(name, 80), Health(state, since=since), in_flight)


def names(members: object) -> str:
    return "".join(one.target.id for one in members)  # type: ignore[attr-defined]


def dispatch(members: list[Member], many: int, *, slow_start: float = 0, now: float = 0) -> Counter[str]:
    """As a group does it."""
    given: Counter[str] = Counter()
    turn = max(0.0, *(one.next_turn - 1 for one in members))
    for _ in range(many):
        chosen = choose(members, "round_robin", slow_start, now, turn)
        assert chosen
        turn = max(chosen.next_turn, turn)
        chosen.next_turn = turn + 1 / share(chosen, slow_start, now)
        given[chosen.target.id] += 1
    return given


def test_the_healthy_ones_are_eligible_and_all_that_stay_when_none_is() -> None:
    a, b, c = member("a"), member("b", State.UNHEALTHY), member("c", State.INITIAL)
    leaving = member("d", State.DRAINING)
    assert names(eligible([a, b, c, leaving])) == "a"
    assert names(eligible([b, c, leaving])) == "bc"
    assert names(eligible([leaving])) == ""
    assert choose([], "round_robin", 0, 0, 0) is None


@given(st.integers(1, 8), st.integers(0, 200))
def test_round_robin_is_fair_to_one_request(many: int, requests: int) -> None:
    given = dispatch([member(str(number)) for number in range(many)], requests)
    counts = [given[str(number)] for number in range(many)]
    assert max(counts) - min(counts) <= 1


def test_who_comes_late_gets_no_backlog() -> None:
    members = [member("a"), member("b")]
    dispatch(members, 1000)
    members.append(member("late"))
    assert dispatch(members, 30)["late"] <= 11


def test_a_target_that_starts_slowly_gets_a_growing_share() -> None:
    def given(now: float) -> int:
        return dispatch([member("a", since=-100), member("new")], 1000, slow_start=30, now=now)["new"]

    shares = [given(now) for now in (0.1, 7.5, 15, 30)]
    assert shares == sorted(shares)
    assert shares[0] < 60
    assert shares[1] == pytest.approx(200, abs=5)
    assert shares[3] == 500


def test_least_outstanding_requests_goes_to_who_has_least_to_do() -> None:
    members = [member("a", in_flight=3), member("b", in_flight=1), member("c", in_flight=2)]
    chosen = choose(members, "least_outstanding_requests", 0, 0, 0)
    assert chosen
    assert chosen.target.id == "b"


@given(st.lists(st.integers(0, 20), min_size=1, max_size=5))
def test_groups_are_chosen_by_weight(weights: list[int]) -> None:
    named = [(str(number), weight) for number, weight in enumerate(weights)]
    given = [0.0] * len(weights)
    for _ in range(sum(weights)):
        chosen = group(named, given)
        assert chosen is not None
        given[int(chosen)] += 1
    assert given == weights
    assert (group(named, given) is None) == (sum(weights) == 0)


def test_a_group_that_had_no_weight_does_not_catch_up_on_the_requests_before() -> None:
    turns = Turns()
    assert {turns.next((("old", 100), ("new", 0))) for _ in range(500)} == {"old"}
    shifted = [turns.next((("old", 90), ("new", 10))) for _ in range(100)]
    assert shifted.count("new") == 10
    assert shifted[:10].count("old") == 9
