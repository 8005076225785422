"""Aurora clusters and their instances, and Multi-AZ clusters of MySQL and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stratiform.cost.component import HOURS, Component
from stratiform.cost.databases import burst, hours, insights, storage
from stratiform.cost.instances import RESERVED
from stratiform.cost.keys import amount, shape
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading
from stratiform.cost.sizes import vcpus

_AWAKE = Decimal("0.5")
"""The capacity units of a database that may pause, while it does not."""


def member(reading: Reading, cluster: Reading) -> Iterator[Component]:
    """An instance of an Aurora cluster, whose storage is charged with the cluster."""
    class_ = reading.text("DBInstanceClass", "db.serverless")
    optimized = ".optimized" if cluster.text("StorageType") == "aurora-iopt1" else ""
    if class_ == "db.serverless":
        yield from _capacity(reading, cluster, optimized)
        return
    yield from hours(reading, class_, f"aurora.instance{optimized}.{class_.removeprefix('db.')}")
    yield from burst(reading, class_, "aurora.credits")
    yield from insights(reading, cluster, vcpus(class_.rpartition(".")[2]), "vcpu")


def _capacity(reading: Reading, cluster: Reading, optimized: str) -> Iterator[Component]:
    at = "ServerlessV2ScalingConfiguration"
    low, high = cluster.number(f"{at}.MinCapacity", 0.5), cluster.number(f"{at}.MaxCapacity", 1)
    told = reading.told("capacity_units_per_hr")
    units = told if told is not None else low or _AWAKE
    if told is None and not low:
        reading.note(
            f"Aurora Serverless may pause; it is counted at {_AWAKE} of up to {high} units all month"
        )
    elif told is None:
        reading.note(f"Aurora Serverless is counted at its least capacity: {low} of up to {high} units")
    reading.scales(low, units, high)
    by = () if told is None else "capacity_units_per_hr"
    yield from reading.charge("Aurora serverless v2", f"aurora.acu{optimized}", units * HOURS, by)
    yield from insights(reading, cluster, units, "acu")


_CLUSTER_SECONDS = HOURS * 3600


def _cluster(reading: Reading) -> Iterator[Component]:
    engine = reading.text("Engine", "aurora-postgresql").lower()
    if not engine.startswith("aurora"):
        yield from _multi_az(reading, engine)
        return
    optimized = ".optimized" if reading.text("StorageType") == "aurora-iopt1" else ""
    if reading.text("EngineMode") == "serverless":
        told = reading.told("capacity_units_per_hr")
        low = reading.number("ScalingConfiguration.MinCapacity", 1)
        units = low if told is None else told
        reading.scales(low, units, reading.number("ScalingConfiguration.MaxCapacity", 16))
        yield from reading.charge(
            "Aurora serverless",
            "aurora.acu.v1",
            units * HOURS,
            () if told is None else "capacity_units_per_hr",
        )
    yield from reading.used("Storage", f"aurora.storage{optimized}", "storage_gb")
    if not optimized:
        keys = ("read_requests_per_sec", "write_requests_per_sec")
        requests = sum((reading.use(key) for key in keys), Decimal()) * _CLUSTER_SECONDS
        yield from reading.charge("I/O requests", "aurora.io", requests, keys)
    retention = max(Decimal(1), reading.number("BackupRetentionPeriod", 1))
    yield from reading.charge(
        "Backup storage",
        "aurora.backup",
        reading.use("backup_snapshot_size_gb") * (retention - 1),
        "backup_snapshot_size_gb",
    )
    if reading.number("BacktrackWindow", 0):
        statement = "average_statements_per_hr"
        records = (
            reading.use(statement)
            * HOURS
            * reading.use("change_records_per_statement")
            * reading.use("backtrack_window_hrs")
        )
        yield from reading.charge("Backtrack", "aurora.backtrack", records, statement)
    if "snapshot_export_size_gb" in reading.stated.values:
        yield from reading.used("Snapshot export", "aurora.export", "snapshot_export_size_gb")


def _multi_az(reading: Reading, engine: str) -> Iterator[Component]:
    """A Multi-AZ cluster of MySQL or PostgreSQL: three instances."""
    class_ = reading.text("DBClusterInstanceClass", "db.m6gd.large")
    key = f"rds.instance.{engine}.{class_.removeprefix('db.')}"
    yield from hours(reading, f"Multi-AZ cluster of 3, {class_}", key, 3)
    yield from storage(reading, 3)


METERS = (
    Meter(
        "RDS",
        ("AWS::RDS::DBCluster",),
        _cluster,
        (
            *RESERVED,
            amount("capacity_units_per_hr", "Aurora capacity units of Serverless v1; the least by default."),
            amount("storage_gb", "GB stored.", 10, 20, 100),
            amount("write_requests_per_sec", "Writes a second, on average.", 0.1, 1, 10),
            amount("read_requests_per_sec", "Reads a second, on average.", 0.1, 1, 10),
            amount("backup_snapshot_size_gb", "GB of one day's backup, kept beyond the first day."),
            amount("average_statements_per_hr", "Statements an hour, with backtrack."),
            shape("change_records_per_statement", "Records changed by a statement.", 0.38),
            shape("backtrack_window_hrs", "Hours that can be gone back.", 24),
            amount("snapshot_export_size_gb", "GB of snapshots exported to S3."),
        ),
    ),
)
