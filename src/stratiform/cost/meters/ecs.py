"""ECS: Fargate tasks of services by size, processor and capacity provider, and tasks that schedules run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from stratiform.assembly.graph import Resource
from stratiform.assembly.properties import items, value
from stratiform.cost.component import HOURS, Component
from stratiform.cost.keys import amount
from stratiform.cost.meter import Meter
from stratiform.cost.reading import By, Reading
from stratiform.cost.values import mappings, number, text

_TASK = "AWS::ECS::TaskDefinition"


@dataclass(frozen=True)
class Size:
    """One Fargate task: vCPUs, GB of memory, GB of disk above the 20 that are free, and its processor."""

    vcpus: Decimal
    memory: Decimal
    disk: Decimal
    processor: str


def size(task: Resource) -> Size:
    """The size of a task definition; the least that Fargate has where it tells none."""
    properties = task.properties
    vcpus = (number(properties.get("Cpu")) or Decimal(256)) / 1024
    memory = (number(properties.get("Memory")) or Decimal(512)) / 1024
    disk = number(value(properties, "EphemeralStorage.SizeInGiB")) or Decimal(20)
    platform = text(value(properties, "RuntimePlatform.CpuArchitecture")).upper()
    windows = text(value(properties, "RuntimePlatform.OperatingSystemFamily")).startswith("WINDOWS")
    processor = "windows" if windows else "arm64" if platform == "ARM64" else "x86_64"
    return Size(vcpus, memory, max(Decimal(), disk - 20), processor)


def fargate(
    reading: Reading, of: Size, hours: Decimal, spot: Decimal = Decimal(), by: By = ()
) -> Iterator[Component]:
    """``hours`` of one task, of which the share ``spot`` is on Fargate Spot."""
    title = {"arm64": "Linux/ARM", "x86_64": "Linux/X86", "windows": "Windows"}[of.processor]
    for way, share in (("", 1 - spot), (".spot", spot)):
        if share:
            name = f"{title}, {'spot' if way else 'on-demand'}"
            key = f"fargate.{of.processor}{way}"
            yield from reading.charge(
                f"Per vCPU per hour ({name})", f"{key}.vcpu", of.vcpus * hours * share, by
            )
            yield from reading.charge(f"Per GB per hour ({name})", f"{key}.gb", of.memory * hours * share, by)
    if of.processor == "windows":
        yield from reading.charge("OS license fee (Windows)", "fargate.windows.os", of.vcpus * hours, by)
    if of.disk:
        yield from reading.charge("Ephemeral storage", "fargate.ephemeral", of.disk * hours, by)


def _service(reading: Reading) -> Iterator[Component]:
    strategy = _strategy(reading)
    names = {text(each.get("CapacityProvider")) for each in strategy}
    launch = reading.text("LaunchType").upper()
    if launch != "FARGATE" and not names & {"FARGATE", "FARGATE_SPOT"}:
        return reading.free_because("its tasks run on instances, which are charged by themselves")
    return _tasks(reading, strategy if launch != "FARGATE" else ())


def _tasks(reading: Reading, strategy: Sequence[Any]) -> Iterator[Component]:
    target = next(iter(reading.referring("AWS::ApplicationAutoScaling::ScalableTarget")), None)
    low = (number(target.properties.get("MinCapacity")) if target else None) or Decimal(1)
    told = reading.told("tasks")
    count = reading.number("DesiredCount", low) if told is None else told
    if target:
        reading.scales(low, count, number(target.properties.get("MaxCapacity")) or count)
    if not count:
        reading.note("The desired count is 0: nothing is counted")
    task = reading.refers("TaskDefinition", _TASK)
    if task is None:
        reading.note("Its task definition is not in the graph: 0.25 vCPU and 0.5 GB are assumed")
        of = Size(Decimal("0.25"), Decimal("0.5"), Decimal(), "x86_64")
    else:
        of = size(task)
    yield from fargate(
        reading, of, count * HOURS, _spot_share(strategy, count), () if told is None else "tasks"
    )


def _strategy(reading: Reading) -> Sequence[Any]:
    """The capacity providers of the service, else its cluster's."""
    own = mappings(reading.get("CapacityProviderStrategy"))
    if own or reading.text("LaunchType"):
        return own
    cluster = reading.refers("Cluster", "AWS::ECS::Cluster")
    if cluster is None:
        return ()
    about = reading.other(cluster)
    places = (cluster, *about.referring("AWS::ECS::ClusterCapacityProviderAssociations"))
    return [
        each for place in places for each in mappings(place.properties.get("DefaultCapacityProviderStrategy"))
    ]


def _spot_share(strategy: Sequence[Any], count: Decimal) -> Decimal:
    """The share of ``count`` tasks on Spot: bases first, the rest by weights."""
    if not count:
        return Decimal()
    spot = above = weights = Decimal()
    taken = sum((number(each.get("Base")) or Decimal() for each in strategy), Decimal())
    above = max(Decimal(), count - taken)
    weights = sum((number(each.get("Weight")) or Decimal() for each in strategy), Decimal())
    for each in strategy:
        if text(each.get("CapacityProvider")) == "FARGATE_SPOT":
            spot += min(count, number(each.get("Base")) or Decimal())
            if weights:
                spot += above * (number(each.get("Weight")) or Decimal()) / weights
            elif len(strategy) == 1:
                spot = count
    return spot / count


def _task(reading: Reading) -> Iterator[Component]:
    if reading.referring("AWS::ECS::Service"):
        return reading.free_because("charged with the services that run it")
    compatible = [text(each) for each in items(reading.resource.properties.get("RequiresCompatibilities"))]
    if "FARGATE" not in compatible and reading.text("NetworkMode") != "awsvpc":
        return reading.free_because("its tasks run on instances, which are charged by themselves")
    hours = reading.use("monthly_task_hrs")
    return fargate(reading, size(reading.resource), hours, by="monthly_task_hrs")


# What Container Insights sends for a cluster and for each of its services.
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
_CLUSTER_METRICS, _SERVICE_METRICS = 8, 15


def _cluster(reading: Reading) -> Iterator[Component]:
    settings = mappings(reading.get("ClusterSettings"))
    told = [text(each.get("Value")).lower() for each in settings if each.get("Name") == "containerInsights"]
    if not set(told) & {"enabled", "enhanced"}:
        return reading.free_because("AWS does not charge for clusters, only for the tasks in them")
    return _insights(reading, enhanced="enhanced" in told)


def _insights(reading: Reading, *, enhanced: bool) -> Iterator[Component]:
    metrics = _CLUSTER_METRICS + _SERVICE_METRICS * len(reading.referring("AWS::ECS::Service"))
    if enhanced:
        reading.note("Container Insights with enhanced observability is counted like the standard one")
    yield from reading.charge("Container Insights metrics", "cloudwatch.metric", metrics)


METERS = (
    Meter("ECS", ("AWS::ECS::Cluster",), _cluster, (), ("Only Container Insights is charged.",)),
    Meter(
        "Fargate",
        ("AWS::ECS::Service",),
        _service,
        (amount("tasks", "Tasks running; the desired count by default."),),
        ("The desired count runs all month; Spot takes its share of the capacity providers' weights.",),
    ),
    Meter(
        "Fargate",
        (_TASK,),
        _task,
        (
            amount(
                "monthly_task_hrs", "Hours of tasks that no service runs, such as scheduled ones.", 10, 10, 10
            ),
        ),
    ),
)
