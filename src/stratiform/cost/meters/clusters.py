"""DocumentDB and Neptune: instances, storage, I/O, backups."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.cost.component import Component
from stratiform.cost.keys import amount
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading
from stratiform.cost.sizes import vcpus


def _hours(reading: Reading, service: str) -> Iterator[Component]:
    class_ = reading.text("DBInstanceClass", "db.t3.medium")
    yield from reading.hours(
        f"Database instance (on-demand, {class_})", f"{service}.{class_.removeprefix('db.')}"
    )


def _docdb(reading: Reading) -> Iterator[Component]:
    yield from _hours(reading, "docdb.instance")
    # A cluster in the same template has the usage; an instance alone is asked for it.
    if not reading.refers("DBClusterIdentifier", "AWS::DocDB::DBCluster") or reading.stated.values:
        yield from _docdb_data(reading)
    class_ = reading.text("DBInstanceClass")
    if class_.startswith("db.t"):
        yield from reading.used("CPU credits", "docdb.credits", "monthly_cpu_credit_hrs")


def _docdb_data(reading: Reading) -> Iterator[Component]:
    yield from reading.used("Storage", "docdb.storage", "data_storage_gb")
    yield from reading.used("I/O requests", "docdb.io", "monthly_io_requests")


def _docdb_cluster(reading: Reading) -> Iterator[Component]:
    yield from _docdb_data(reading)
    yield from reading.used("Backup storage", "docdb.backup", "backup_storage_gb")


def _optimized(reading: Reading) -> str:
    return ".optimized" if reading.text("StorageType") == "iopt1" else ""


def _neptune(reading: Reading) -> Iterator[Component]:
    cluster = reading.refers("DBClusterIdentifier", "AWS::Neptune::DBCluster")
    class_ = reading.text("DBInstanceClass", "db.t3.medium")
    of = reading.other(cluster) if cluster else reading
    if class_ == "db.serverless":
        low = of.number("ServerlessScalingConfiguration.MinCapacity", 1)
        high = of.number("ServerlessScalingConfiguration.MaxCapacity", 128)
        reading.scales(low, low, high)
        yield from reading.hours("Neptune serverless (least capacity)", "neptune.ncu", low)
        return
    yield from _hours(reading, f"neptune.instance{_optimized(of)}")
    if class_.startswith("db.t"):
        cores = vcpus(class_.rpartition(".")[2])
        yield from reading.used("CPU credits", "neptune.credits", "monthly_cpu_credit_hrs", cores)


def _neptune_cluster(reading: Reading) -> Iterator[Component]:
    optimized = _optimized(reading)
    yield from reading.used("Storage", f"neptune.storage{optimized}", "storage_gb")
    if not optimized:
        yield from reading.used("I/O requests", "neptune.io", "monthly_io_requests")
    if reading.number("BackupRetentionPeriod", 1) > 1:
        yield from reading.used("Backup storage", "neptune.backup", "backup_storage_gb")


_CREDITS = amount("monthly_cpu_credit_hrs", "Hours of a vCPU bursting above the baseline.")
_IO = amount("monthly_io_requests", "I/O requests.", 100_000, 1_000_000, 10_000_000)
_DATA = amount("data_storage_gb", "GB stored by the cluster.", 10, 10, 50)
_BACKUP = amount("backup_storage_gb", "GB of backups beyond the size of the cluster.")

METERS = (
    Meter("DocumentDB", ("AWS::DocDB::DBInstance",), _docdb, (_DATA, _IO, _CREDITS)),
    Meter("DocumentDB", ("AWS::DocDB::DBCluster",), _docdb_cluster, (_DATA, _IO, _BACKUP)),
    Meter("Neptune", ("AWS::Neptune::DBInstance",), _neptune, (_CREDITS,)),
    Meter(
        "Neptune",
        ("AWS::Neptune::DBCluster",),
        _neptune_cluster,
        (amount("storage_gb", "GB stored.", 10, 10, 50), _IO, _BACKUP),
    ),
)
