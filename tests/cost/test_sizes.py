"""Sizes of instances, and which families are Graviton."""

from __future__ import annotations

from decimal import Decimal

import pytest

from stratiform.cost.sizes import factor, is_graviton, vcpus


@pytest.mark.parametrize(
    ("size", "times"),
    [("nano", "0.0625"), ("large", "1"), ("xlarge", "2"), ("24xlarge", "48"), ("metal-48xl", "96")],
)
def test_a_size_is_so_many_large(size: str, times: str) -> None:
    assert factor(size) == Decimal(times)


def test_what_is_no_size_is_none() -> None:
    assert factor("metal") is None
    assert factor("plural") is None


@pytest.mark.parametrize("family", ["m6g", "c7gn", "t4g", "x2gd", "r8g", "a1", "i4g", "im4gn"])
def test_graviton(family: str) -> None:
    assert is_graviton(family)


@pytest.mark.parametrize("family", ["m5", "g4dn", "g5", "t3", "m6i", "c5n", "p4d", "m7i-flex"])
def test_not_graviton(family: str) -> None:
    assert not is_graviton(family)


def test_burstable_sizes_have_two_cores_up_to_large() -> None:
    assert [vcpus(size) for size in ("nano", "large", "xlarge", "2xlarge")] == [2, 2, 4, 8]
