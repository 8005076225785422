"""DocumentDB and Neptune."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import BillOf, ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        (
            "AWS::DocDB::DBInstance",
            {"DBInstanceClass": "db.r5.large"},
            {"data_storage_gb": 10, "monthly_io_requests": 1_000_000},
            0.277 * 730 + 1 + 0.2,
        ),
        ("AWS::DocDB::DBCluster", {}, {"data_storage_gb": 10, "backup_storage_gb": 100}, 1 + 2.1),
        ("AWS::Neptune::DBInstance", {"DBInstanceClass": "db.r5.large"}, {}, 0.348 * 730),
        ("AWS::Neptune::DBCluster", {}, {"storage_gb": 100, "monthly_io_requests": 1_000_000}, 10.2),
        (
            "AWS::Neptune::DBCluster",
            {"StorageType": "iopt1"},
            {"storage_gb": 100, "monthly_io_requests": 1_000_000},
            22.5,
        ),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)


def test_storage_is_charged_once_with_its_cluster(bill_of: BillOf) -> None:
    member = {"DBInstanceClass": "db.r5.large", "DBClusterIdentifier": {"Ref": "C"}}
    resources = {
        "C": ("AWS::DocDB::DBCluster", {}),
        "A": ("AWS::DocDB::DBInstance", member),
        "B": ("AWS::DocDB::DBInstance", member),
    }
    bill = bill_of(resources, {"C": {"data_storage_gb": 100}})
    assert float(bill.total) == pytest.approx(2 * 0.277 * 730 + 10)
