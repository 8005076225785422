"""Traffic belongs to no resource: only the usage file has it."""

from __future__ import annotations

import pytest

from cost.bills import BillOf


def test_traffic_is_charged_by_region_and_step(bill_of: BillOf) -> None:
    stated = {
        "data_transfer": {"monthly_intra_region_gb": 100, "monthly_outbound_internet_gb": 20_480},
        "data_transfer.tokyo": {"region": "ap-northeast-1", "monthly_outbound_other_regions_gb": 100},
    }
    bill = bill_of({}, stated)
    assert {charge.path: round(float(charge.monthly), 2) for charge in bill.charges} == {
        "data_transfer": pytest.approx(2 + 10_240 * (0.09 + 0.085)),
        "data_transfer.tokyo": pytest.approx(9.0),
    }


def test_without_an_entry_there_is_none(bill_of: BillOf) -> None:
    assert bill_of({}).charges == ()
