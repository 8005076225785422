"""EKS: the control plane, in standard or extended support, and pods on Fargate."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stratiform.cost.component import HOURS, Component
from stratiform.cost.keys import shape
from stratiform.cost.meter import Meter
from stratiform.cost.meters.ecs import Size, fargate
from stratiform.cost.reading import Reading

# The end of standard support of each version. https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
_STANDARD_UNTIL = {
    "1.29": "2025-03",
    "1.30": "2025-07",
    "1.31": "2025-11",
    "1.32": "2026-03",
    "1.33": "2026-07",
}


def _cluster(reading: Reading) -> Iterator[Component]:
    version = reading.text("Version")
    if _extended(version, reading.prices.sources(reading.region)["eks"]["date"]):
        yield from reading.hours("EKS cluster (extended support)", "eks.extended")
    else:
        yield from reading.hours("EKS cluster", "eks.cluster")


def _extended(version: str, date: str) -> bool:
    """Whether standard support of ``version`` had ended when the prices were taken."""
    major, dot, minor = version.partition(".")
    if not dot or not minor.isdigit() or major != "1":
        return False
    return int(minor) < 29 or _STANDARD_UNTIL.get(version, "9999") < date


def _pods(reading: Reading) -> Iterator[Component]:
    count = reading.use("pods") * HOURS
    of = Size(reading.use("vcpus"), reading.use("memory_gb"), Decimal(), "x86_64")
    reading.note("A Fargate profile does not tell its pods: usage keys pods, vcpus and memory_gb do")
    yield from fargate(reading, of, count)


METERS = (
    Meter("EKS", ("AWS::EKS::Cluster",), _cluster, (), ("EKS Auto Mode's surcharge is not counted.",)),
    Meter(
        "EKS",
        ("AWS::EKS::FargateProfile",),
        _pods,
        (
            shape("pods", "Pods that run all month.", 1),
            shape("vcpus", "The vCPUs of a pod.", 1),
            shape("memory_gb", "GB of memory of a pod.", 1),
        ),
    ),
)
