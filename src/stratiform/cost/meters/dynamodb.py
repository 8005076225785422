"""DynamoDB tables: on demand by request units or provisioned by hour, storage, backups, replicas, indexes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stratiform.assembly.properties import is_true, value
from stratiform.cost.component import HOURS, Component
from stratiform.cost.keys import amount
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading
from stratiform.cost.values import mappings, number

_WRITES, _READS, _STORAGE = "monthly_write_request_units", "monthly_read_request_units", "storage_gb"


def _table(reading: Reading) -> Iterator[Component]:
    replicas = max(1, len(mappings(reading.get("Replicas"))))
    infrequent = "_ia" if reading.text("TableClass") == "STANDARD_INFREQUENT_ACCESS" else ""
    provisioned = reading.text("BillingMode") != "PAY_PER_REQUEST"
    if reading.resource.type == "AWS::Serverless::SimpleTable":
        provisioned = bool(reading.get("ProvisionedThroughput"))
    if reading.text("BillingMode") == "" and not reading.get("ProvisionedThroughput"):
        provisioned = False
    if provisioned:
        yield from _provisioned(reading, infrequent, replicas)
    else:
        yield from reading.used("Write request units", f"dynamodb.wru{infrequent}", _WRITES, replicas)
        yield from reading.used("Read request units", f"dynamodb.rru{infrequent}", _READS)
    yield from reading.used("Data storage", f"dynamodb.storage{infrequent}", _STORAGE, replicas)
    if _recovers(reading) or reading.told("pitr_backup_storage_gb") is not None:
        backed = reading.told("pitr_backup_storage_gb")
        size = reading.use(_STORAGE) if backed is None else backed
        by = _STORAGE if backed is None else "pitr_backup_storage_gb"
        yield from reading.charge("Point-in-time recovery", "dynamodb.pitr", size * replicas, by)
    yield from reading.used("On-demand backup storage", "dynamodb.backup", "on_demand_backup_storage_gb")
    yield from reading.used("Table data restored", "dynamodb.restore", "monthly_data_restored_gb")
    yield from reading.used(
        "Streams read request units", "dynamodb.streams", "monthly_streams_read_request_units"
    )


def _provisioned(reading: Reading, infrequent: str, replicas: int) -> Iterator[Component]:
    indexes = mappings(reading.get("GlobalSecondaryIndexes"))
    for name, unit, written in (("Write", "wcu", True), ("Read", "rcu", False)):
        at = f"ProvisionedThroughput.{name}CapacityUnits"
        own = reading.number(at, 0) or _autoscaled(reading, name)
        units = own + sum((number(value(index, at)) or Decimal() for index in indexes), Decimal())
        yield from reading.charge(
            f"{name} capacity unit ({unit.upper()})",
            f"dynamodb.{unit}{infrequent}",
            units * (replicas if written else 1) * HOURS,
        )


def _autoscaled(reading: Reading, name: str) -> Decimal:
    """The least capacity of a global table, whose throughput is always scaled."""
    at = f"{name}ProvisionedThroughputSettings.{name}CapacityAutoScalingSettings"
    low, high = reading.number(f"{at}.MinCapacity", 0), reading.number(f"{at}.MaxCapacity", 0)
    if low != high:
        reading.note(f"{name} capacity is the least that scaling allows: {low} of up to {high} units")
    return low


def _recovers(reading: Reading) -> bool:
    at = "PointInTimeRecoverySpecification"
    own = [reading.resource.properties, *mappings(reading.get("Replicas"))]
    return any(is_true(value(place, f"{at}.PointInTimeRecoveryEnabled")) for place in own)


METERS = (
    Meter(
        "DynamoDB",
        ("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable", "AWS::Serverless::SimpleTable"),
        _table,
        (
            amount(_WRITES, "Write request units of an on-demand table.", 100_000, 1_000_000, 10_000_000),
            amount(_READS, "Read request units of an on-demand table.", 500_000, 5_000_000, 50_000_000),
            amount(_STORAGE, "GB stored.", 1, 5, 50),
            amount("pitr_backup_storage_gb", "GB under point-in-time recovery; storage_gb by default."),
            amount("on_demand_backup_storage_gb", "GB of on-demand backups."),
            amount("monthly_data_restored_gb", "GB restored."),
            amount("monthly_streams_read_request_units", "Reads of the stream; Lambda's are free."),
        ),
        ("Every replica takes every write.",),
    ),
)
