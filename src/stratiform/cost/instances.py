"""EC2 instances, wherever they run: in a template, a group, a node group or an environment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from stratiform.assembly.properties import is_true, is_unknown, value
from stratiform.cost.component import HOURS, Component
from stratiform.cost.keys import Key, amount, choice, shape
from stratiform.cost.prices import NoPrice
from stratiform.cost.reading import By, Reading
from stratiform.cost.sizes import factor, vcpus
from stratiform.cost.values import mappings, number, text

SYSTEMS = {"linux": "Linux/UNIX", "windows": "Windows", "rhel": "RHEL", "suse": "SUSE"}

RESERVED: tuple[Key, ...] = (
    choice("reserved_instance_type", "Offering class of reserved instances.", "standard", "convertible"),
    choice(
        "reserved_instance_term", "Term of reserved instances; none is on demand.", "none", "1_year", "3_year"
    ),
    choice(
        "reserved_instance_payment_option",
        "How reserved instances are paid; what is paid at once is not in a month.",
        "no_upfront",
        "partial_upfront",
        "all_upfront",
    ),
)
KEYS: tuple[Key, ...] = (
    choice("operating_system", "Operating system, which the AMI's id does not tell.", *SYSTEMS),
    *RESERVED,
    amount("monthly_cpu_credit_hrs", "Hours of bursting above the baseline, of t2, t3 and t4g."),
    shape("vcpu_count", "The vCPUs that burst; those of the size by default.", 0),
)


@dataclass(frozen=True)
class Fleet:
    """``count`` instances of one type; ``spot`` is the share of them on Spot. ``template`` describes each."""

    type: str
    count: Decimal
    template: Mapping[str, Any]
    spot: Decimal = Decimal()
    hours: Decimal = HOURS


def fleet(reading: Reading, of: Fleet, by: By = ()) -> Iterator[Component]:
    """Instances with their volumes, CPU credits and detailed monitoring."""
    system = reading.choice("operating_system")
    on_demand = of.count * (1 - of.spot)
    if on_demand:
        yield from _hours(reading, of, system, on_demand * of.hours, by)
    if of.spot:
        yield _spot(reading, of, system, by)
    yield from _credits(reading, of)
    if _is_monitored(of.template):
        yield from reading.charge("EC2 detailed monitoring", "cloudwatch.metric", 7 * of.count, by)
    optimized = f"ec2.ebs_optimized.{of.type}"
    if is_true(of.template.get("EbsOptimized")) and reading.prices.has(optimized, reading.region):
        yield from reading.charge("EBS-optimized usage", optimized, of.count * of.hours, by)
    yield from root_volumes(reading, of.template, of.count, by)


def _is_monitored(template: Mapping[str, Any]) -> bool:
    """Whether there is a metric a minute: an instance, a launch template and a configuration each name it."""
    names = ("Monitoring", "Monitoring.Enabled", "InstanceMonitoring")
    return any(is_true(value(template, name)) for name in names)


def _hours(reading: Reading, of: Fleet, system: str, hours: Decimal, by: By) -> Iterator[Component]:
    term = reading.choice("reserved_instance_term")
    price = hourly(reading, of.type, system)
    way = "on-demand"
    if term != "none":
        way = "reserved"
        price *= reserved(reading, "ec2")
    name = f"Instance usage ({SYSTEMS[system]}, {way}, {of.type})"
    yield reading.line(name, "hours", hours, price, f"ec2.instance.{of.type}", by)


def hourly(reading: Reading, type_: str, system: str = "linux") -> Decimal:
    """Dollars an hour of one instance on demand. Raises NoPrice."""
    price = reading.price(f"ec2.instance.{type_}").steps[0].price
    if system == "linux":
        return price
    family, _, size = type_.partition(".")
    burst = f"ec2.system.{system}.{type_}"
    if reading.prices.has(burst, reading.region):
        return price + reading.price(burst).steps[0].price
    if family in ("t2", "t3", "t3a") or factor(size) is None:
        raise NoPrice(burst)
    return price + reading.price(f"ec2.system.{system}").steps[0].price * (factor(size) or Decimal()) * 2


def reserved(reading: Reading, service: str) -> Decimal:
    """The share of the on-demand price that a reserved instance pays by the hour."""
    term = reading.choice("reserved_instance_term")
    paid = reading.choice("reserved_instance_payment_option")
    if paid == "all_upfront":
        reading.note(
            "Reserved instances paid all upfront cost nothing in a month: the first payment is not counted"
        )
        return Decimal()
    if paid == "partial_upfront":
        reading.note("The upfront half of reserved instances is not counted in a month")
    kind = f"{reading.choice('reserved_instance_type')}." if service == "ec2" else ""
    reading.note("Reserved instances are priced at the usual share of the on-demand price")
    return reading.price(f"reserved.{service}.{kind}{term}.{paid}").steps[0].price


def _spot(reading: Reading, of: Fleet, system: str, by: By) -> Component:
    off = reading.price("ec2.spot_discount").steps[0].price
    reading.note(f"Spot is taken to be {off * 100:.0f} % below on demand; its price changes by the hour")
    name = f"Instance usage ({SYSTEMS[system]}, spot, {of.type})"
    hours = of.count * of.spot * of.hours
    price = hourly(reading, of.type, system) * (1 - off)
    return reading.line(name, "hours", hours, price, f"ec2.instance.{of.type}", by)


def _credits(reading: Reading, of: Fleet) -> Iterator[Component]:
    family, _, size = of.type.partition(".")
    if not family.startswith("t") or not factor(size):
        return
    unlimited = text(value(of.template, "CreditSpecification.CPUCredits")) or text(
        value(of.template, "CreditSpecification.CpuCredits")
    )
    if (unlimited or ("standard" if family == "t2" else "unlimited")) != "unlimited":
        return
    key = "ec2.credits.t4g" if family == "t4g" else "ec2.credits"
    cores = reading.use("vcpu_count") or vcpus(size)
    yield from reading.used("CPU credits", key, "monthly_cpu_credit_hrs", cores * of.count)


def root_volumes(
    reading: Reading, template: Mapping[str, Any], count: Decimal, by: By = ()
) -> Iterator[Component]:
    """The volumes of each instance; where the definition tells none, the AMI's is taken to have 8 GB."""
    mapped = mappings(template.get("BlockDeviceMappings"))
    disks = [disk for each in mapped if isinstance(disk := each.get("Ebs"), Mapping) and not is_unknown(disk)]
    if not disks:
        reading.note("The definition tells no volume: one of 8 GB (gp2) is taken to come with the AMI")
        disks = [{"VolumeSize": 8, "VolumeType": "gp2"}]
    for disk in disks:
        yield from volume(
            reading,
            text(disk.get("VolumeType")) or "gp2",
            (number(disk.get("VolumeSize")) or Decimal(8)) * count,
            number(disk.get("Iops")),
            number(disk.get("Throughput")),
            count,
            by,
        )


_NAMES = {
    "gp2": "general purpose SSD, gp2",
    "gp3": "general purpose SSD, gp3",
    "io1": "provisioned IOPS SSD, io1",
    "io2": "provisioned IOPS SSD, io2",
    "st1": "throughput optimized HDD, st1",
    "sc1": "cold HDD, sc1",
    "standard": "magnetic",
}


def volume(
    reading: Reading,
    kind: str,
    size: Decimal,
    iops: Decimal | None,
    throughput: Decimal | None,
    count: Decimal | int = 1,
    by: By = (),
) -> Iterator[Component]:
    """EBS storage of ``count`` volumes with ``size`` GB together, and what exceeds gp3's baseline."""
    kind = kind if kind in _NAMES else "gp2"
    yield from reading.charge(f"Storage ({_NAMES[kind]})", f"ebs.{kind}", size, by)
    if kind in ("io1", "io2"):
        yield from reading.charge("Provisioned IOPS", f"ebs.{kind}.iops", (iops or 100) * count, by)
    if kind == "gp3":
        if iops and iops > 3000:
            yield from reading.charge("Provisioned IOPS", "ebs.gp3.iops", (iops - 3000) * count, by)
        if throughput and throughput > 125:
            yield from reading.charge(
                "Provisioned throughput", "ebs.gp3.throughput", (throughput - 125) * count, by
            )
