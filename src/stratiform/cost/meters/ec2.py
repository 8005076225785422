"""EC2: instances, volumes, hosts, addresses."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stratiform.cost.component import HOURS, Component
from stratiform.cost.instances import KEYS, RESERVED, Fleet, fleet, reserved, root_volumes, volume
from stratiform.cost.keys import amount, shape
from stratiform.cost.meter import Meter
from stratiform.cost.meters.auto_scaling import launch_template
from stratiform.cost.reading import Reading
from stratiform.cost.values import number, text


def _instance(reading: Reading) -> Iterator[Component]:
    described = {**launch_template(reading, "LaunchTemplate"), **reading.resource.properties}
    type_ = text(described.get("InstanceType"))
    if not type_:
        type_ = reading.text("InstanceType", "m1.small")
        reading.note(f"The instance type is not told: {type_} is EC2's default")
    if reading.get("HostId"):
        reading.note("The instance runs on a dedicated host, which is charged by itself")
        yield from root_volumes(reading, described, Decimal(1))
        return
    if reading.text("Tenancy") == "dedicated":
        reading.note(
            "Dedicated instances cost some 6 % more, and $2 an hour for the region; neither is counted"
        )
    hours = reading.use("monthly_hrs")
    yield from fleet(reading, Fleet(type_, Decimal(1), described, hours=hours))


def _volume(reading: Reading) -> Iterator[Component]:
    kind = reading.text("VolumeType", "gp2")
    size = reading.number("Size", 8)
    yield from volume(reading, kind, size, number(reading.get("Iops")), number(reading.get("Throughput")))
    if kind == "standard":
        yield from reading.used("I/O requests", "ebs.standard.io", "monthly_standard_io_requests")


def _host(reading: Reading) -> Iterator[Component]:
    family = reading.text("InstanceFamily") or reading.text("InstanceType").partition(".")[0]
    if not family:
        family = "m5"
        reading.note("The instance family is not told: m5 is assumed")
    found = reading.price(f"ec2.host.{family}")
    price = found.steps[0].price
    if reading.choice("reserved_instance_term") != "none":
        price *= reserved(reading, "ec2")
    yield reading.line(f"EC2 Dedicated Host ({family})", "hours", HOURS, price, found.key)


def _address(reading: Reading) -> Iterator[Component]:
    yield from reading.hours("Public IPv4 address", "ec2.address")


METERS = (
    Meter(
        "EC2",
        ("AWS::EC2::Instance",),
        _instance,
        (*KEYS, shape("monthly_hrs", "Hours that it runs.", 730)),
        (
            "Linux, unless the usage tells another operating system.",
            "Public addresses that a subnet hands out are not counted.",
        ),
    ),
    Meter(
        "EBS",
        ("AWS::EC2::Volume",),
        _volume,
        (amount("monthly_standard_io_requests", "I/O requests of a magnetic volume."),),
        ("Snapshots are not counted.",),
    ),
    Meter(
        "EC2",
        ("AWS::Cloud9::EnvironmentEC2",),
        _instance,
        (*KEYS, shape("monthly_hrs", "Hours that it runs.", 160)),
        ("It stops when nobody works: 160 hours are counted.",),
    ),
    Meter("EC2", ("AWS::EC2::Host",), _host, RESERVED),
    Meter("EC2", ("AWS::EC2::EIP",), _address),
)
