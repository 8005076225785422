"""The tables of "How alarm state is evaluated when data is missing" in the CloudWatch user guide."""

from __future__ import annotations

import pytest

from stratiform.local.emulator.alarms.verdict import ALARM, INSUFFICIENT, OK, Rule

KEPT = "the current state"
MISSING = ("missing", "ignore", "breaching", "notBreaching")


def _values(text: str) -> list[float | None]:
    return [{"0": 0.0, "X": 5.0, "-": None}[mark] for mark in text.split()]


def _states(text: str, to_alarm: int) -> list[str]:
    rules = [Rule("GreaterThanThreshold", 1.0, 3, to_alarm, missing) for missing in MISSING]
    return [rule.state(_values(text)[-rule.looks_back :], KEPT) for rule in rules]


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ("- - - - 0", [OK, OK, OK, OK]),
        ("- - - - -", [INSUFFICIENT, KEPT, ALARM, OK]),
        ("0 X X X X", [ALARM] * 4),
        ("- - X - -", [ALARM, KEPT, ALARM, OK]),
        ("0 0 X 0 X", [OK] * 4),
    ],
)
def test_three_out_of_three(seen: str, expected: list[str]) -> None:
    assert _states(seen, 3) == expected


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ("0 0 X 0 X", [ALARM] * 4),
        ("0 - X - -", [OK, OK, ALARM, OK]),
        ("- - - - 0", [OK, OK, ALARM, OK]),
        ("- - - - X", [ALARM, KEPT, ALARM, OK]),
    ],
)
def test_two_out_of_three(seen: str, expected: list[str]) -> None:
    assert _states(seen, 2) == expected


def test_older_datapoints_stand_in_for_missing_ones() -> None:
    rule = Rule("GreaterThanThreshold", 1.0, 3, 3, "missing")
    assert rule.state(_values("0 X X - X"), OK) == ALARM
    assert rule.state(_values("0 - X - X"), OK) == OK


@pytest.mark.parametrize(
    ("comparison", "breaching"),
    [
        ("GreaterThanThreshold", [6.0]),
        ("GreaterThanOrEqualToThreshold", [5.0, 6.0]),
        ("LessThanThreshold", [4.0]),
        ("LessThanOrEqualToThreshold", [4.0, 5.0]),
    ],
)
def test_each_comparison(comparison: str, breaching: list[float]) -> None:
    rule = Rule(comparison, 5.0, 1, 1, "missing")
    assert [value for value in (4.0, 5.0, 6.0) if rule.breaches(value)] == breaching


def test_the_reason_names_the_values_and_the_threshold() -> None:
    rule = Rule("GreaterThanThreshold", 1.0, 1, 1, "missing")
    assert rule.reason(ALARM, [3.0]) == (
        "Threshold Crossed: 1 out of the last 1 datapoint(s) [3.0] was greater than the threshold (1.0)."
    )
    assert "Insufficient Data" in rule.reason(INSUFFICIENT, [None])
