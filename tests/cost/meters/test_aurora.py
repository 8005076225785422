"""Aurora: instances, capacity, storage, I/O, backups."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import BillOf, ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        (
            "AWS::RDS::DBInstance",
            {"Engine": "aurora-postgresql", "DBInstanceClass": "db.r5.large"},
            {},
            0.29 * 730,
        ),
        (
            "AWS::RDS::DBCluster",
            {"Engine": "aurora-mysql"},
            {"storage_gb": 100, "read_requests_per_sec": 100},
            10 + 262.8 * 0.2,
        ),
        (
            "AWS::RDS::DBCluster",
            {"Engine": "aurora-postgresql", "StorageType": "aurora-iopt1"},
            {"storage_gb": 100, "read_requests_per_sec": 100},
            22.5,
        ),
        (
            "AWS::RDS::DBCluster",
            {"Engine": "aurora-mysql", "EngineMode": "serverless"},
            {"capacity_units_per_hr": 2},
            2 * 0.06 * 730,
        ),
        (
            "AWS::RDS::DBCluster",
            {"Engine": "aurora-mysql", "BackupRetentionPeriod": 3},
            {"backup_snapshot_size_gb": 100},
            4.2,
        ),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)


def test_serverless_runs_at_its_least_capacity_and_says_so(bill_of: BillOf) -> None:
    scaling = {"MinCapacity": 0.5, "MaxCapacity": 16}
    resources = {
        "C": (
            "AWS::RDS::DBCluster",
            {"Engine": "aurora-postgresql", "ServerlessV2ScalingConfiguration": scaling},
        ),
        "I": (
            "AWS::RDS::DBInstance",
            {
                "Engine": "aurora-postgresql",
                "DBInstanceClass": "db.serverless",
                "DBClusterIdentifier": {"Ref": "C"},
            },
        ),
    }
    charge = next(each for each in bill_of(resources).charges if each.path == "I")
    assert float(charge.monthly) == pytest.approx(0.5 * 0.12 * 730)
    assert float(charge.span[1]) == pytest.approx(16 * 0.12 * 730)
    stated = next(
        each for each in bill_of(resources, {"I": {"capacity_units_per_hr": 4}}).charges if each.path == "I"
    )
    assert float(stated.monthly) == pytest.approx(4 * 0.12 * 730)


@pytest.mark.parametrize(
    ("class_", "hourly"), [("db.serverless", 2 * 0.123125), ("db.r6g.large", 0.26 + 2 * 0.0125)]
)
def test_advanced_insights_are_charged_by_capacity(bill_of: BillOf, class_: str, hourly: float) -> None:
    cluster = {
        "Engine": "aurora-postgresql",
        "DatabaseInsightsMode": "advanced",
        "ServerlessV2ScalingConfiguration": {"MinCapacity": 2, "MaxCapacity": 4},
    }
    member = {"Engine": "aurora-postgresql", "DBInstanceClass": class_, "DBClusterIdentifier": {"Ref": "C"}}
    bill = bill_of({"C": ("AWS::RDS::DBCluster", cluster), "I": ("AWS::RDS::DBInstance", member)})
    assert float(bill.total) == pytest.approx(hourly * 730)


def test_a_database_that_may_pause_is_counted_awake(bill_of: BillOf) -> None:
    scaling = {"MinCapacity": 0, "MaxCapacity": 4}
    cluster = {"Engine": "aurora-postgresql", "ServerlessV2ScalingConfiguration": scaling}
    member = {
        "Engine": "aurora-postgresql",
        "DBInstanceClass": "db.serverless",
        "DBClusterIdentifier": {"Ref": "C"},
    }
    bill = bill_of({"C": ("AWS::RDS::DBCluster", cluster), "I": ("AWS::RDS::DBInstance", member)})
    assert float(bill.total) == pytest.approx(0.5 * 0.12 * 730)
    assert bill.span[0] == 0
