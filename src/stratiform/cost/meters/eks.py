"""EKS: the control plane, in standard or extended support, and pods on Fargate."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stratiform.cost.component import HOURS, Component
from stratiform.cost.keys import shape
from stratiform.cost.meter import Meter
from stratiform.cost.meters.ecs import Size, fargate
from stratiform.cost.reading import Reading
from stratiform.cost.support import is_extended


def _cluster(reading: Reading) -> Iterator[Component]:
    if is_extended(reading, "eks", reading.text("Version"), "eks"):
        yield from reading.hours("EKS cluster (extended support)", "eks.extended")
    else:
        yield from reading.hours("EKS cluster", "eks.cluster")


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
