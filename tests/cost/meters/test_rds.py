"""RDS: engines, zones, storage, extended support, proxies."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import BillOf, ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        (
            "AWS::RDS::DBInstance",
            {"Engine": "mysql", "DBInstanceClass": "db.t3.medium", "AllocatedStorage": "20"},
            {},
            0.068 * 730 + 2.3,
        ),
        (
            "AWS::RDS::DBInstance",
            {
                "Engine": "postgres",
                "DBInstanceClass": "db.m5.large",
                "AllocatedStorage": "100",
                "MultiAZ": True,
                "StorageType": "gp3",
            },
            {},
            2 * (0.178 * 730 + 11.5),
        ),
        (
            "AWS::RDS::DBInstance",
            {"Engine": "mysql", "DBInstanceClass": "db.m5.large", "AllocatedStorage": "100", "Iops": 1000},
            {},
            0.171 * 730 + 12.5 + 100,
        ),
        (
            "AWS::RDS::DBInstance",
            {
                "Engine": "postgres",
                "DBInstanceClass": "db.r6g.large",
                "AllocatedStorage": 400,
                "StorageType": "gp3",
                "Iops": 13_000,
                "StorageThroughput": 600,
            },
            {},
            0.225 * 730 + 46 + 20 + 8,
        ),
        (
            "AWS::RDS::DBInstance",
            {"Engine": "mariadb", "DBInstanceClass": "db.t4g.micro", "StorageType": "standard"},
            {"monthly_standard_io_requests": 1_000_000, "additional_backup_storage_gb": 10},
            0.016 * 730 + 2 + 0.1 + 0.95,
        ),
        ("AWS::RDS::DBProxy", {}, {}, 2 * 0.015 * 730),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)


def test_an_engine_without_a_price_is_not_priced(bill_of: BillOf) -> None:
    bill = bill_of({"D": ("AWS::RDS::DBInstance", {"Engine": "db2-se", "DBInstanceClass": "db.m6i.large"})})
    assert bill.charges == ()
    assert [each.type for each in bill.unpriced] == ["AWS::RDS::DBInstance"]


@pytest.mark.parametrize(
    ("engine", "version", "cores"),
    [
        ("mysql", "5.7.44", 2),
        ("postgres", "12.19", 2),
        ("postgres", "16.3", 0),
        ("mysql", "8.4", 0),
        ("mariadb", "10.5", 0),
    ],
)
def test_an_old_version_pays_for_extended_support(
    charge_of: ChargeOf, engine: str, version: str, cores: int
) -> None:
    properties = {"Engine": engine, "EngineVersion": version, "DBInstanceClass": "db.m5.large"}
    lines = {line.name: line.monthly for line in charge_of("AWS::RDS::DBInstance", properties).components}
    assert float(lines.get("Extended support (vCPU hours)", 0)) == pytest.approx(cores * 0.1 * 730)
    declined = {**properties, "EngineLifecycleSupport": "open-source-rds-extended-support-disabled"}
    told = charge_of("AWS::RDS::DBInstance", declined).components
    assert "Extended support (vCPU hours)" not in {line.name for line in told}
