"""Redshift, Glue, Athena, EMR and DMS: where data is kept and moved for analysis."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stratiform.cost.component import HOURS, Component
from stratiform.cost.instances import hourly
from stratiform.cost.keys import amount
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading


def _redshift(reading: Reading) -> Iterator[Component]:
    type_ = reading.text("NodeType", "dc2.large")
    nodes = reading.number("NumberOfNodes", 1) if reading.text("ClusterType") != "single-node" else Decimal(1)
    yield from reading.hours(f"Cluster usage (on-demand, {type_})", f"redshift.node.{type_}", nodes)
    if type_.startswith("ra3"):
        yield from reading.used(f"Managed storage ({type_})", "redshift.storage", "managed_storage_gb")
    seconds = reading.use("excess_concurrency_scaling_secs")
    if seconds:
        price = reading.price(f"redshift.node.{type_}").steps[0].price * nodes / 3600
        by = "excess_concurrency_scaling_secs"
        yield reading.line("Concurrency scaling", "seconds", seconds, price, f"redshift.node.{type_}", by)
    yield from reading.used("Spectrum", "redshift.spectrum", "spectrum_data_scanned_tb")
    yield from reading.used("Backup storage", "redshift.backup", "backup_storage_gb")


def _workgroup(reading: Reading) -> Iterator[Component]:
    base = reading.number("BaseCapacity", 128)
    hours = reading.use("monthly_active_hrs")
    yield from reading.charge("Redshift processing units", "redshift.rpu", base * hours, "monthly_active_hrs")


def _job(reading: Reading) -> Iterator[Component]:
    workers = {"Standard": 1, "G.025X": 0.25, "G.1X": 1, "G.2X": 2, "G.4X": 4, "G.8X": 8}
    each = Decimal(workers.get(reading.text("WorkerType", "G.1X"), 1))
    flex = reading.text("ExecutionClass") == "FLEX"
    capacity = reading.number("MaxCapacity", reading.number("NumberOfWorkers", 10) * each)
    if reading.text("Command.Name") == "pythonshell":
        capacity = reading.number("MaxCapacity", 0.0625)
    price = "glue.flex" if flex else "glue.dpu"
    yield from reading.charge("Duration", price, capacity * reading.use("monthly_hours"), "monthly_hours")


def _crawler(reading: Reading) -> Iterator[Component]:
    yield from reading.charge("Duration", "glue.dpu", reading.use("monthly_hours"), "monthly_hours")
    reading.note("A crawler is counted with one DPU while it runs; AWS decides how many it takes")


def _catalog(reading: Reading) -> Iterator[Component]:
    if not reading.stated.values:
        return reading.free_because("the first million objects and requests of the catalog are free")
    return _catalog_use(reading)


def _catalog_use(reading: Reading) -> Iterator[Component]:
    yield from reading.used("Storage", "glue.objects", "monthly_objects")
    yield from reading.used("Requests", "glue.requests", "monthly_requests")


def _athena(reading: Reading) -> Iterator[Component]:
    yield from reading.used("Data scanned", "athena.scanned", "monthly_data_scanned_tb")


def _emr(reading: Reading) -> Iterator[Component]:
    for group in ("Master", "Core", "Task"):
        at = f"Instances.{group}InstanceGroup"
        type_ = reading.text(f"{at}.InstanceType")
        if not type_:
            continue
        count = reading.number(f"{at}.InstanceCount", 1)
        reading.note("EMR adds a quarter to the price of its instances; their volumes are not counted")
        price = hourly(reading, type_) * reading.price("emr.uplift").steps[0].price
        name = f"{group} instances ({type_}, EC2 and EMR)"
        yield reading.line(name, "hours", count * HOURS, price, "emr.uplift")


def _dms(reading: Reading) -> Iterator[Component]:
    type_ = reading.text("ReplicationInstanceClass", "dms.t3.medium")
    zones = 2 if reading.is_set("MultiAZ") else 1
    key = f"dms.instance.{type_.removeprefix('dms.')}"
    yield from reading.hours(f"Instance ({type_})", key, zones)
    size = max(
        Decimal(), reading.number("AllocatedStorage", 50) - (100 if ".c" in type_ or ".r" in type_ else 50)
    )
    yield from reading.charge("Storage beyond what is included", "dms.storage", size * zones)


METERS = (
    Meter(
        "Redshift",
        ("AWS::Redshift::Cluster",),
        _redshift,
        (
            amount("managed_storage_gb", "GB of managed storage, of ra3 nodes.", 100, 100, 1_000),
            amount(
                "excess_concurrency_scaling_secs",
                "Seconds of concurrency scaling beyond the free hour a day.",
            ),
            amount("spectrum_data_scanned_tb", "TB scanned in S3."),
            amount("backup_storage_gb", "GB of backups beyond the size of the cluster."),
        ),
    ),
    Meter(
        "Redshift",
        ("AWS::RedshiftServerless::Workgroup",),
        _workgroup,
        (amount("monthly_active_hrs", "Hours in which queries run.", 10, 20, 100),),
        ("While queries run, the base capacity runs.",),
    ),
    Meter(
        "Glue", ("AWS::Glue::Job",), _job, (amount("monthly_hours", "Hours that the job runs.", 2, 10, 30),)
    ),
    Meter(
        "Glue", ("AWS::Glue::Crawler",), _crawler, (amount("monthly_hours", "Hours that it runs.", 1, 5, 15),)
    ),
    Meter(
        "Glue",
        ("AWS::Glue::Database",),
        _catalog,
        (
            amount("monthly_objects", "Objects in the catalog."),
            amount("monthly_requests", "Requests of the catalog."),
        ),
    ),
    Meter(
        "Athena",
        ("AWS::Athena::WorkGroup",),
        _athena,
        (amount("monthly_data_scanned_tb", "TB scanned.", 0.01, 0.1, 1),),
    ),
    Meter("EMR", ("AWS::EMR::Cluster",), _emr, (), ("It runs all month.",)),
    Meter("DMS", ("AWS::DMS::ReplicationInstance",), _dms),
)
