"""Prices by region: whose they are, how old, and that every one of them can be used."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from stratiform.cost.prices import FOLDER, NoPrice, Prices, keys, sheet_of, unit_of
from stratiform.errors import WrongUse

FILES = sorted(path for path in FOLDER.glob("*.json") if path.stem != "keys")


def one(prices: Prices, key: str, region: str) -> tuple[Decimal, str]:
    found = prices.find(key, region)
    return found.steps[0].price, found.region


def test_a_region_has_its_own_price(prices: Prices) -> None:
    assert one(prices, "nat.hour", "us-east-1") == (Decimal("0.045"), "us-east-1")
    assert one(prices, "nat.hour", "eu-west-1") == (Decimal("0.048"), "eu-west-1")


def test_a_region_like_another_has_its_prices(prices: Prices) -> None:
    assert one(prices, "ec2.instance.m5.large", "us-west-2") == (Decimal("0.096"), "us-west-2")


def test_what_a_region_does_not_say_is_that_of_us_east_1_and_tells_so(prices: Prices) -> None:
    assert one(prices, "msk.storage", "eu-west-1") == (Decimal("0.1"), "us-east-1")


def test_what_is_the_same_everywhere_is_the_regions_own(prices: Prices) -> None:
    assert one(prices, "route53.zone", "eu-west-1") == (Decimal("0.5"), "eu-west-1")


def test_a_size_follows_from_its_family_unless_it_has_a_price(prices: Prices) -> None:
    assert one(prices, "ec2.instance.m5.4xlarge", "us-east-1")[0] == Decimal("0.768")
    assert one(prices, "ec2.instance.t2.small", "us-east-1")[0] == Decimal("0.023")
    assert one(prices, "ec2.instance.g5.2xlarge", "us-east-1")[0] == Decimal("1.212")


def test_no_price_is_an_error_never_0(prices: Prices) -> None:
    with pytest.raises(NoPrice):
        prices.find("ec2.instance.g5.nano", "us-east-1")
    with pytest.raises(NoPrice):
        prices.find("mars.hour", "us-east-1")


def test_a_region_that_is_asked_for_must_have_a_file(prices: Prices) -> None:
    assert prices.checked("eu-central-1") == "eu-central-1"
    with pytest.raises(WrongUse, match="mars-1") as raised:
        prices.checked("mars-1")
    assert "--refresh --region mars-1" in raised.value.fix


def test_the_cache_folder_goes_first(tmp_path: Path) -> None:
    services = {"nat": {"date": "2026-11-20", "source": "here", "prices": {"hour": 9}}}
    (tmp_path / "us-east-1.json").write_text(json.dumps({"region": "us-east-1", "services": services}))
    prices = Prices((tmp_path, FOLDER))
    assert one(prices, "nat.hour", "us-east-1")[0] == 9
    assert one(prices, "nat.gb", "us-east-1")[0] == Decimal("0.045")
    assert prices.sources("us-east-1")["nat"]["source"] == "here"


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "us-east-1.json").write_text("[]")
    with pytest.raises(WrongUse, match="not a file of prices"):
        Prices((tmp_path,)).find("nat.hour", "us-east-1")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_price_has_a_unit_a_date_and_a_source(path: Path) -> None:
    sheet = sheet_of(path)
    assert sheet.region == path.stem
    for about in sheet.services.values():
        assert about["date"][:2] == "20"
        assert about["source"]
    for key, value in sheet.values.items():
        unit, per = unit_of(key)
        assert unit
        assert per >= 1
        steps = value if isinstance(value, list) else [[None, value]]
        assert steps[-1][0] is None
        ends = [to for to, _ in steps[:-1]]
        assert ends == sorted(ends)
        assert all(price >= 0 for _, price in steps)


def test_every_key_has_a_price_in_us_east_1() -> None:
    values = sheet_of(FOLDER / "us-east-1.json").values
    lacking = [
        key
        for key in keys()
        if key not in values and not any(name.startswith(key.removesuffix("*")) for name in values)
    ]
    assert lacking == []
