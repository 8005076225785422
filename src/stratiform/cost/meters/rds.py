"""RDS and Aurora: instances by engine, Serverless capacity, storage, IOPS, I/O, backups, proxies."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stratiform.cost.component import HOURS, Component
from stratiform.cost.instances import RESERVED, reserved
from stratiform.cost.keys import amount, shape
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading
from stratiform.cost.sizes import vcpus
from stratiform.cost.values import number

_STORAGE = {
    "gp2": "general purpose SSD, gp2",
    "gp3": "general purpose SSD, gp3",
    "io1": "provisioned IOPS SSD, io1",
    "io2": "provisioned IOPS SSD, io2",
    "standard": "magnetic",
}
# From this size on gp3 comes with 12,000 IOPS and 500 MB/s instead of 3,000 and 125.
_STRIPED = Decimal(400)


def _instance(reading: Reading) -> Iterator[Component]:
    engine = reading.text("Engine", "mysql").lower()
    cluster = reading.refers("DBClusterIdentifier", "AWS::RDS::DBCluster")
    if cluster is not None or engine.startswith("aurora"):
        yield from _member(reading, reading.other(cluster) if cluster else reading)
        return
    multi = reading.is_set("MultiAZ")
    class_ = reading.text("DBInstanceClass", "db.t3.medium")
    key = reading.first(*_engines(reading, engine, class_.removeprefix("db.")))
    zones = 2 if multi else 1
    title = f"{'Multi-AZ, ' if multi else ''}{class_}"
    yield from _hours(reading, title, key, zones)
    yield from _storage(reading, zones)
    yield from reading.used("Additional backup storage", "rds.backup", "additional_backup_storage_gb")
    yield from _burst(reading, class_, "rds.credits")
    yield from _extended(reading, engine, class_, zones)
    yield from _insights(reading)


def _engines(reading: Reading, engine: str, class_: str) -> Iterator[str]:
    """The price keys to try: the licence model, then the engine."""
    included = reading.text("LicenseModel") != "bring-your-own-license"
    if not included and engine.startswith(("oracle", "sqlserver")):
        yield f"rds.instance.byol.{class_}"
    yield f"rds.instance.{engine}.{class_}"


def _hours(reading: Reading, title: str, key: str, times: Decimal | int = 1) -> Iterator[Component]:
    found = reading.price(key)
    price, way = found.steps[0].price * times, "on-demand"
    if reading.choice("reserved_instance_term") != "none":
        price *= reserved(reading, "rds")
        way = "reserved"
    yield reading.line(f"Database instance ({way}, {title})", "hours", HOURS, price, key)


# The month in which the standard support of an engine's version ends.
# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html
_STANDARD_UNTIL = {
    ("mysql", "5.7"): "2024-02",
    ("mysql", "8.0"): "2026-07",
    ("postgres", "11"): "2024-03",
    ("postgres", "12"): "2025-02",
    ("postgres", "13"): "2026-02",
}


def _extended(reading: Reading, engine: str, class_: str, zones: int) -> Iterator[Component]:
    """Extended support, which a version without standard support has unless the template declines it."""
    version = reading.text("EngineVersion")
    declined = reading.text("EngineLifecycleSupport") == "open-source-rds-extended-support-disabled"
    date = reading.prices.sources(reading.region)["rds"]["date"]
    ended = any(
        engine == of and (version == old or version.startswith(f"{old}.")) and until < date
        for (of, old), until in _STANDARD_UNTIL.items()
    )
    if ended and not declined:
        cores = vcpus(class_.rpartition(".")[2]) * zones
        yield from reading.hours("Extended support (vCPU hours)", "rds.extended", cores)


def _insights(reading: Reading) -> Iterator[Component]:
    if not reading.is_set("EnablePerformanceInsights"):
        return
    if reading.number("PerformanceInsightsRetentionPeriod", 7) > 7:
        reading.note("Keeping Performance Insights for more than 7 days is not counted")
    key = "monthly_additional_performance_insights_requests"
    if key in reading.stated.values:
        yield from reading.used("Performance Insights API", "rds.insights", key)


def _storage(reading: Reading, zones: int) -> Iterator[Component]:
    iops = number(reading.get("Iops"))
    kind = reading.text("StorageType", "io1" if iops else "gp2")
    kind = kind if kind in _STORAGE else "gp2"
    size = reading.number("AllocatedStorage", 20)
    yield from reading.charge(f"Storage ({_STORAGE[kind]})", f"rds.{kind}", size * zones)
    if kind in ("io1", "io2"):
        yield from reading.charge("Provisioned IOPS", f"rds.{kind}.iops", (iops or 1000) * zones)
    if kind == "gp3":
        free_iops, free_speed = (12_000, 500) if size >= _STRIPED else (3_000, 125)
        speed = number(reading.get("StorageThroughput")) or Decimal()
        if iops and iops > free_iops:
            yield from reading.charge("Provisioned IOPS", "rds.gp3.iops", (iops - free_iops) * zones)
        if speed > free_speed:
            yield from reading.charge(
                "Provisioned throughput", "rds.gp3.throughput", (speed - free_speed) * zones
            )
    if kind == "standard":
        yield from reading.used("I/O requests", "rds.standard.io", "monthly_standard_io_requests")


def _burst(reading: Reading, class_: str, key: str) -> Iterator[Component]:
    family, _, size = class_.removeprefix("db.").partition(".")
    if (
        family.startswith("t")
        and not family.startswith("t2")
        and "monthly_cpu_credit_hrs" in reading.stated.values
    ):
        cores = reading.use("vcpu_count") or vcpus(size)
        yield from reading.used("CPU credits", key, "monthly_cpu_credit_hrs", cores)


def _member(reading: Reading, cluster: Reading) -> Iterator[Component]:
    """An instance of an Aurora cluster, whose storage is charged with the cluster."""
    class_ = reading.text("DBInstanceClass", "db.serverless")
    optimized = ".optimized" if cluster.text("StorageType") == "aurora-iopt1" else ""
    if class_ == "db.serverless":
        yield from _capacity(reading, cluster, optimized)
        return
    yield from _hours(reading, class_, f"aurora.instance{optimized}.{class_.removeprefix('db.')}")
    yield from _burst(reading, class_, "aurora.credits")


def _capacity(reading: Reading, cluster: Reading, optimized: str) -> Iterator[Component]:
    at = "ServerlessV2ScalingConfiguration"
    low, high = cluster.number(f"{at}.MinCapacity", 0.5), cluster.number(f"{at}.MaxCapacity", 1)
    told = reading.told("capacity_units_per_hr")
    units = low if told is None else told
    if told is None:
        reading.note(f"Aurora Serverless is counted at its least capacity: {low} of up to {high} units")
    reading.scales(low, units, high)
    by = () if told is None else "capacity_units_per_hr"
    yield from reading.charge("Aurora serverless v2", f"aurora.acu{optimized}", units * HOURS, by)


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
    yield from _hours(reading, f"Multi-AZ cluster of 3, {class_}", key, 3)
    yield from _storage(reading, 3)


def _proxy(reading: Reading) -> Iterator[Component]:
    reading.note("A proxy is charged by the vCPUs behind it: two are counted, the least")
    yield from reading.hours("RDS Proxy (vCPU hours)", "rds.proxy", 2)


METERS = (
    Meter(
        "RDS",
        ("AWS::RDS::DBInstance",),
        _instance,
        (
            *RESERVED,
            amount("additional_backup_storage_gb", "GB of backups beyond the size of the databases."),
            amount("monthly_standard_io_requests", "I/O requests of magnetic storage."),
            amount(
                "monthly_additional_performance_insights_requests",
                "Requests of Performance Insights beyond the first million.",
            ),
            amount("monthly_cpu_credit_hrs", "Hours of bursting above the baseline, of t3 and t4g."),
            shape("vcpu_count", "The vCPUs that burst; those of the size by default.", 0),
            amount("capacity_units_per_hr", "Aurora capacity units on average; the least by default."),
        ),
        (
            "Aurora Serverless is counted at its least capacity.",
            "The second price step of extended support, from its third year, is not counted.",
        ),
    ),
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
    Meter("RDS", ("AWS::RDS::DBProxy",), _proxy, (), ("Two vCPUs.",)),
)
