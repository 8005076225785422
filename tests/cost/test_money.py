"""Amounts as people read them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from stratiform.cost.money import change, count, dollars


@pytest.mark.parametrize(
    ("value", "shown"), [("0", "0.00"), ("0.001", "<0.01"), ("0.005", "0.01"), ("1234.5", "1,234.50")]
)
def test_dollars(value: str, shown: str) -> None:
    assert dollars(Decimal(value)) == shown


@pytest.mark.parametrize(("value", "shown"), [("0", "0.00"), ("3", "+3.00"), ("-1000.126", "-1,000.13")])
def test_change(value: str, shown: str) -> None:
    assert change(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [("730", "730"), ("0.25", "0.25"), ("1500000", "1,500,000"), ("7.300", "7.3")]
)
def test_count(value: str, shown: str) -> None:
    assert count(Decimal(value)) == shown
