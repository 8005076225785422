"""What instances of RDS and of Aurora have in common: hours, storage, bursting."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stratiform.cost.component import HOURS, Component
from stratiform.cost.instances import reserved
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


def hours(reading: Reading, title: str, key: str, times: Decimal | int = 1) -> Iterator[Component]:
    """``times`` instances at the price with this key, on demand or reserved."""
    found = reading.price(key)
    price, way = found.steps[0].price * times, "on-demand"
    if reading.choice("reserved_instance_term") != "none":
        price *= reserved(reading, "rds")
        way = "reserved"
    yield reading.line(f"Database instance ({way}, {title})", "hours", HOURS, price, key)


def storage(reading: Reading, zones: int) -> Iterator[Component]:
    """Storage of an instance in each of its zones; what exceeds gp3's baseline is charged."""
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


def insights(reading: Reading, of: Reading, units: Decimal | int, price: str) -> Iterator[Component]:
    """Database Insights in its advanced mode, told by ``of``: by vCPU, or by capacity unit."""
    if of.text("DatabaseInsightsMode").lower() == "advanced":
        yield from reading.hours("Database Insights (advanced)", f"rds.insights.{price}", units)


def burst(reading: Reading, class_: str, key: str) -> Iterator[Component]:
    """CPU credits of a burstable class, where the usage tells them."""
    family, _, size = class_.removeprefix("db.").partition(".")
    if (
        family.startswith("t")
        and not family.startswith("t2")
        and "monthly_cpu_credit_hrs" in reading.stated.values
    ):
        cores = reading.use("vcpu_count") or vcpus(size)
        yield from reading.used("CPU credits", key, "monthly_cpu_credit_hrs", cores)
