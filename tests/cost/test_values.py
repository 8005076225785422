"""Property values, any of which may be known only at deployment."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from stratiform.cost.values import is_unknown, items, mappings, number, text, value


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (5, 5),
        ("5", 5),
        (" 0.5 ", Decimal("0.5")),
        (True, None),
        ("NaN", None),
        ("1e999", Decimal("1e999")),
        ({}, None),
    ],
)
def test_a_number_is_finite_or_none(found: Any, expected: Any) -> None:
    assert number(found) == expected


def test_a_value_below_an_intrinsic_is_the_intrinsic() -> None:
    properties = {"A": {"Ref": "P"}, "B": {"C": 1}, "D": None}
    assert value(properties, "A.X") == {"Ref": "P"}
    assert value(properties, "B.C") == 1
    assert value(properties, "B.X") is None
    assert value(properties, "D.X") is None


@pytest.mark.parametrize("found", [{"Ref": "P"}, {"Fn::GetAtt": ["A", "B"]}, {"Fn::If": ["c", 1, 2]}])
def test_an_intrinsic_is_unknown(found: Any) -> None:
    assert is_unknown(found)
    assert items(found) == ()
    assert text(found) == ""


def test_a_list_may_stand_alone() -> None:
    assert items("a") == ("a",)
    assert items(["a"]) == ["a"]
    assert mappings([{"a": 1}, "b", {"Ref": "P"}]) == [{"a": 1}]
