"""RDS instances by engine, with storage, IOPS, backups and extended support; proxies."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.cost.component import Component
from stratiform.cost.databases import burst, hours, insights, storage
from stratiform.cost.instances import RESERVED
from stratiform.cost.keys import amount, shape
from stratiform.cost.meter import Meter
from stratiform.cost.meters.aurora import member
from stratiform.cost.reading import Reading
from stratiform.cost.sizes import vcpus
from stratiform.cost.support import is_extended


def _instance(reading: Reading) -> Iterator[Component]:
    engine = reading.text("Engine", "mysql").lower()
    cluster = reading.refers("DBClusterIdentifier", "AWS::RDS::DBCluster")
    if cluster is not None or engine.startswith("aurora"):
        yield from member(reading, reading.other(cluster) if cluster else reading)
        return
    multi = reading.is_set("MultiAZ")
    class_ = reading.text("DBInstanceClass", "db.t3.medium")
    key = reading.first(*_engines(reading, engine, class_.removeprefix("db.")))
    zones = 2 if multi else 1
    title = f"{'Multi-AZ, ' if multi else ''}{class_}"
    yield from hours(reading, title, key, zones)
    yield from storage(reading, zones)
    yield from reading.used("Additional backup storage", "rds.backup", "additional_backup_storage_gb")
    yield from burst(reading, class_, "rds.credits")
    yield from _extended(reading, engine, class_, zones)
    yield from insights(reading, reading, vcpus(class_.rpartition(".")[2]) * zones, "vcpu")
    yield from _performance(reading)


def _engines(reading: Reading, engine: str, class_: str) -> Iterator[str]:
    """The price keys to try: the licence model, then the engine."""
    included = reading.text("LicenseModel") != "bring-your-own-license"
    if not included and engine.startswith(("oracle", "sqlserver")):
        yield f"rds.instance.byol.{class_}"
    yield f"rds.instance.{engine}.{class_}"


def _extended(reading: Reading, engine: str, class_: str, zones: int) -> Iterator[Component]:
    """Extended support, which a version without standard support has unless the template declines it."""
    declined = reading.text("EngineLifecycleSupport") == "open-source-rds-extended-support-disabled"
    if not declined and is_extended(reading, engine, reading.text("EngineVersion"), "rds"):
        cores = vcpus(class_.rpartition(".")[2]) * zones
        yield from reading.hours("Extended support (vCPU hours)", "rds.extended", cores)


def _performance(reading: Reading) -> Iterator[Component]:
    if not reading.is_set("EnablePerformanceInsights"):
        return
    if reading.number("PerformanceInsightsRetentionPeriod", 7) > 7:
        reading.note("Keeping Performance Insights for more than 7 days is not counted")
    key = "monthly_additional_performance_insights_requests"
    if key in reading.stated.values:
        yield from reading.used("Performance Insights API", "rds.insights", key)


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
    Meter("RDS", ("AWS::RDS::DBProxy",), _proxy, (), ("Two vCPUs.",)),
)
