from __future__ import annotations

from typing import Any

import pytest

from stratiform.assembly.properties import (
    is_false,
    is_true,
    is_unknown,
    items,
    may_be,
    may_be_absent,
    may_be_false,
    may_be_true,
    number,
    value,
)


def test_a_value_below_an_intrinsic_is_the_intrinsic() -> None:
    properties = {"A": {"Ref": "P"}, "B": {"C": 1}, "D": None}
    assert value(properties, "A.X") == {"Ref": "P"}
    assert value(properties, "B.C") == 1
    assert value(properties, "B.X") is None
    assert value(properties, "D.X", "absent") == "absent"


@pytest.mark.parametrize("found", [{"Ref": "P"}, {"Fn::GetAtt": ["A", "B"]}, {"Fn::If": ["c", 1, 2]}])
def test_an_intrinsic_is_unknown(found: Any) -> None:
    assert is_unknown(found)
    assert items(found) == ()
    assert not is_true(found)
    assert not is_false(found)


@pytest.mark.parametrize("found", [{}, {"Ref": "P", "x": 1}, {"Name": "Ref"}, "Ref", None])
def test_anything_else_is_known(found: Any) -> None:
    assert not is_unknown(found)


def test_a_list_may_stand_alone() -> None:
    assert items("a") == ("a",)
    assert items(["a"]) == ["a"]
    assert items(None) == ()


@pytest.mark.parametrize(
    ("found", "expected"),
    [(5, 5), ("0.5", 0.5), (True, None), ("NaN", None), ("Infinity", None), (10**400, None), ({}, None)],
)
def test_a_number_is_finite_or_none(found: Any, expected: float | None) -> None:
    assert number(found) == expected


def test_a_switch_may_be_written_as_text() -> None:
    assert is_true("True")
    assert not is_true("yes")
    assert is_false("false")
    assert not is_false("no")


def test_what_is_not_known_may_be_anything() -> None:
    unknown = {"Ref": "P"}
    assert may_be(unknown, "a")
    assert may_be("a", "a", "b")
    assert not may_be("c", "a", "b")
    assert may_be_true(unknown)
    assert may_be_false(unknown)
    assert not may_be_true("false")
    assert not may_be_false("true")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"Fn::If": ["C", "a", {"Ref": "AWS::NoValue"}]}, True),
        ({"Fn::If": ["C", "a", {"Fn::If": ["D", {"Ref": "AWS::NoValue"}, "b"]}]}, True),
        ({"Fn::If": ["C", "a", "b"]}, False),
        ({"Ref": "P"}, False),
        ("a", False),
    ],
)
def test_a_condition_that_is_not_decided_may_remove_a_value(found: Any, expected: bool) -> None:
    assert may_be_absent(found) is expected
