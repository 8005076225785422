"""A quantity over steps: how much of it at which price, and how the steps are called."""

from __future__ import annotations

from decimal import Decimal

import pytest

from stratiform.cost.volume import Step, parts

REQUESTS = (Step(Decimal(333), Decimal("3.5")), Step(Decimal(1000), Decimal("2.8")), Step(None, Decimal(2)))
TERABYTES = (Step(Decimal(10_240), Decimal("0.09")), Step(None, Decimal("0.05")))
ONE = (Step(None, Decimal(1)),)


@pytest.mark.parametrize(
    ("quantity", "told"),
    [
        (0, [("first 333M", 0)]),
        (333, [("first 333M", 333)]),
        (334, [("first 333M", 333), ("next 667M", 1)]),
        (5000, [("first 333M", 333), ("next 667M", 667), ("over 1B", 4000)]),
    ],
)
def test_each_step_takes_its_part(quantity: int, told: list[tuple[str, int]]) -> None:
    found = parts(REQUESTS, Decimal(quantity), Decimal(1_000_000), "1M requests")
    assert [(part.label, part.quantity) for part in found] == told


def test_bytes_are_called_by_their_powers_of_1024() -> None:
    found = list(parts(TERABYTES, Decimal(20_000), Decimal(1), "GB"))
    assert [part.label for part in found] == ["first 10TB", "over 10TB"]
    assert sum(part.quantity * part.price for part in found) == Decimal("921.6") + 9_760 * Decimal("0.05")


def test_one_step_has_no_label() -> None:
    assert [(p.label, p.quantity) for p in parts(ONE, Decimal(7), Decimal(1), "GB")] == [("", 7)]
