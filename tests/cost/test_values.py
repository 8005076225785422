"""Property values, any of which may be known only at deployment."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from stratiform.cost.values import mappings, number, text


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


@pytest.mark.parametrize("found", [{"Ref": "P"}, None, ["a"], {"a": 1}])
def test_what_is_no_scalar_has_no_text(found: Any) -> None:
    assert text(found) == ""


def test_the_mappings_of_a_list_are_those_that_are_known() -> None:
    assert mappings([{"a": 1}, "b", {"Ref": "P"}]) == [{"a": 1}]
