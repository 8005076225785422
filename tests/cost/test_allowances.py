"""Free tiers belong to an account: once, over everything, and only what never ends."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cost.bills import BillOf
from stratiform.cost.allowances import ALLOWANCES
from stratiform.cost.prices import keys

QUEUES = {"A": ("AWS::SQS::Queue", {}), "B": ("AWS::SQS::Queue", {})}


@pytest.mark.parametrize(
    ("each", "charged"),
    [(400_000, "0"), (500_000, "0"), (1_000_000, "0.4"), (3_000_000, "2.0")],
)
def test_two_queues_share_a_million_requests(bill_of: BillOf, each: int, charged: str) -> None:
    stated = {"AWS::SQS::Queue": {"monthly_requests": each}}
    bill = bill_of(QUEUES, stated, free_tier=True)
    assert bill.total == Decimal(charged)
    assert bill.gross == 2 * each * Decimal("0.4") / 1_000_000


def test_a_charge_is_what_it_costs_without_the_free_tier(bill_of: BillOf) -> None:
    bill = bill_of(QUEUES, {"A": {"monthly_requests": 1_000_000}}, free_tier=True)
    assert bill.charges[0].monthly == Decimal("0.4")
    assert [(credit.about, credit.monthly) for credit in bill.credits] == [
        ("SQS: 1 million requests", Decimal("0.4"))
    ]


def test_both_processors_share_lambdas_gigabyte_seconds(bill_of: BillOf) -> None:
    functions = {
        "X": ("AWS::Lambda::Function", {"MemorySize": 1024}),
        "A": ("AWS::Lambda::Function", {"MemorySize": 1024, "Architectures": ["arm64"]}),
    }
    stated = {"AWS::Lambda::Function": {"monthly_requests": 300, "request_duration_ms": 1_000_000}}
    bill = bill_of(functions, stated, free_tier=True)
    # 300,000 GB-seconds each: all of the first, and a third of the second.
    assert float(bill.total) == pytest.approx(200_000 * 0.0000133334)


def test_without_free_tiers_everything_is_charged(bill_of: BillOf) -> None:
    bill = bill_of(QUEUES, {"A": {"monthly_requests": 1_000_000}}, free_tier=False)
    assert bill.credits == ()
    assert bill.total == Decimal("0.4")


def test_every_allowance_is_of_prices_that_exist() -> None:
    for allowance in ALLOWANCES:
        for key in allowance.keys:
            prefix = key.removesuffix("*")
            assert any(known.startswith(prefix) for known in keys()), key
