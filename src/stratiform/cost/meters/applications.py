"""Managed application services: App Runner, AppSync, Amplify, SageMaker, Grafana, IoT, X-Ray, Batch."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stratiform.cost.component import HOURS, Component
from stratiform.cost.instances import hourly
from stratiform.cost.keys import amount
from stratiform.cost.meter import Meter
from stratiform.cost.meters.ecs import Size, fargate
from stratiform.cost.reading import Reading
from stratiform.cost.values import mappings, number, text


def _runner(reading: Reading) -> Iterator[Component]:
    cpu, memory = (
        _size(reading.text("InstanceConfiguration.Cpu", "1024")),
        _size(reading.text("InstanceConfiguration.Memory", "2048")),
    )
    hours = reading.use("monthly_active_hrs")
    yield from reading.hours("Provisioned memory", "apprunner.memory", memory)
    yield from reading.charge("Active vCPU", "apprunner.vcpu", cpu * hours, "monthly_active_hrs")


def _size(told: str) -> Decimal:
    """``1024``, ``1 vCPU`` and ``2 GB`` as vCPUs or GB."""
    digits = number(told.split()[0]) if told.split() else None
    found = digits if digits and digits > 0 else Decimal(1024)
    return found / 1024 if found >= 256 else found


def _appsync(reading: Reading) -> Iterator[Component]:
    yield from reading.used("Queries and mutations", "appsync.queries", "monthly_requests")
    yield from reading.used("Real-time updates", "appsync.updates", "monthly_realtime_updates")
    yield from reading.used("Connection minutes", "appsync.minutes", "monthly_connection_mins")


def _appsync_events(reading: Reading) -> Iterator[Component]:
    yield from reading.used("Event operations", "appsync.events", "monthly_requests")
    yield from reading.used("Connection minutes", "appsync.minutes", "monthly_connection_mins")


def _amplify(reading: Reading) -> Iterator[Component]:
    yield from reading.used("Build minutes", "amplify.build", "monthly_build_mins")
    yield from reading.used("Data served", "amplify.served", "monthly_data_served_gb")
    yield from reading.used("Data stored", "amplify.stored", "storage_gb")


def _endpoint(reading: Reading) -> Iterator[Component]:
    config = reading.refers("EndpointConfigName", "AWS::SageMaker::EndpointConfig")
    for variant in mappings(config.properties.get("ProductionVariants")) if config else ():
        type_ = text(variant.get("InstanceType"))
        if type_:
            count = number(variant.get("InitialInstanceCount")) or Decimal(1)
            yield from reading.hours(
                f"Endpoint ({type_})", f"sagemaker.hosting.{type_.removeprefix('ml.')}", count
            )
        else:
            reading.note("A serverless variant is charged by what it runs; the usage does not tell it")
    if config is None:
        reading.note("Its configuration is not in the graph: one ml.m5.large is assumed")
        yield from reading.hours("Endpoint (ml.m5.large)", "sagemaker.hosting.m5.large")


def _notebook(reading: Reading) -> Iterator[Component]:
    type_ = reading.text("InstanceType", "ml.t3.medium")
    yield from reading.hours(f"Notebook ({type_})", f"sagemaker.notebook.{type_.removeprefix('ml.')}")
    yield from reading.charge("Storage", "sagemaker.storage", reading.number("VolumeSizeInGB", 5))


def _grafana(reading: Reading) -> Iterator[Component]:
    yield from reading.used(
        "Editor and administrator licenses", "grafana.editor", "editors_administrator_licenses"
    )
    yield from reading.used("Viewer licenses", "grafana.viewer", "viewer_licenses")


def _iot(reading: Reading) -> Iterator[Component]:
    yield from reading.used("Messages", "iot.messages", "monthly_messages")
    yield from reading.used("Rules triggered", "iot.rules", "monthly_messages")
    yield from reading.used("Actions executed", "iot.rules", "monthly_messages")


def _batch(reading: Reading) -> Iterator[Component]:
    kind = reading.text("ComputeResources.Type").upper()
    if kind.startswith("FARGATE"):
        of = Size(Decimal(1), Decimal(2), Decimal(), "x86_64")
        reading.note("Jobs are counted with 1 vCPU and 2 GB")
        hours = reading.use("monthly_job_hrs")
        yield from fargate(reading, of, hours, Decimal(kind == "FARGATE_SPOT"), "monthly_job_hrs")
        return
    types = [text(each) for each in reading.list("ComputeResources.InstanceTypes")]
    type_ = next((each for each in types if "." in each), "m5.large")
    cores = reading.number("ComputeResources.MinvCpus", 0)
    price = hourly(reading, type_)
    count = cores / 2 * HOURS + reading.use("monthly_job_hrs")
    reading.note(f"Jobs are counted on {type_}; instances are there while jobs run, and for the least vCPUs")
    name = f"Instance usage (Linux/UNIX, on-demand, {type_})"
    yield reading.line(name, "hours", count, price, f"ec2.instance.{type_}", "monthly_job_hrs")


METERS = (
    Meter(
        "App Runner",
        ("AWS::AppRunner::Service",),
        _runner,
        (amount("monthly_active_hrs", "Hours in which requests are served.", 50, 100, 400),),
        ("One instance.",),
    ),
    Meter(
        "AppSync",
        ("AWS::AppSync::GraphQLApi", "AWS::Serverless::GraphQLApi"),
        _appsync,
        (
            amount("monthly_requests", "Queries and mutations.", 100_000, 1_000_000, 10_000_000),
            amount("monthly_realtime_updates", "Updates to subscribers, each 5 KB."),
            amount("monthly_connection_mins", "Minutes of connections."),
        ),
    ),
    Meter(
        "AppSync",
        ("AWS::AppSync::Api",),
        _appsync_events,
        (
            amount("monthly_requests", "Operations, each 5 KB.", 100_000, 1_000_000, 10_000_000),
            amount("monthly_connection_mins", "Minutes of connections.", 100_000, 1_000_000, 10_000_000),
        ),
    ),
    Meter(
        "Amplify",
        ("AWS::Amplify::App",),
        _amplify,
        (
            amount("monthly_build_mins", "Minutes of builds.", 50, 100, 500),
            amount("monthly_data_served_gb", "GB served.", 1, 10, 100),
            amount("storage_gb", "GB stored.", 1, 1, 5),
        ),
    ),
    Meter("SageMaker", ("AWS::SageMaker::Endpoint",), _endpoint, (), ("The initial instances, all month.",)),
    Meter("SageMaker", ("AWS::SageMaker::NotebookInstance",), _notebook, (), ("It runs all month.",)),
    Meter(
        "Grafana",
        ("AWS::Grafana::Workspace",),
        _grafana,
        (
            amount("editors_administrator_licenses", "Active editors and administrators.", 1, 1, 5),
            amount("viewer_licenses", "Active viewers."),
        ),
    ),
    Meter(
        "IoT Core",
        ("AWS::IoT::TopicRule",),
        _iot,
        (
            amount(
                "monthly_messages", "Messages that the rule sees, each 5 KB.", 100_000, 1_000_000, 10_000_000
            ),
        ),
    ),
    Meter(
        "Batch",
        ("AWS::Batch::ComputeEnvironment",),
        _batch,
        (amount("monthly_job_hrs", "Hours of all jobs.", 10, 50, 200),),
    ),
)
