"""Every decision that differs between environments, and nothing else.

A construct never asks which environment it is in. It asks its tier for a decision:
``tier.table.recovery``, not ``env == "prod"``. To see what production means, read this file.
A tier of one's own is ``dataclasses.replace(PROD, name="eu", log_days=731)``; one decision of one
environment is a line of ``[environments.<name>.overrides]`` in stratiform.toml.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, NonNegativeInt, PositiveInt

Megabytes = Annotated[int, Field(ge=128, le=10240)]
Days = Literal[
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653
]
"""Days that CloudWatch Logs can keep a log: the values of PutRetentionPolicy."""


@dataclass(frozen=True, kw_only=True)
class NetworkTier:
    """A network: how many of the environment's zones it spans at most, and how it reaches the internet."""

    zones: PositiveInt
    nat_gateways: NonNegativeInt
    flow_log_days: Days | Literal[0]
    """0 records no flow logs."""
    close_default_security_group: bool
    """Empties the security group that AWS makes with every VPC. Costs a custom resource."""


@dataclass(frozen=True, kw_only=True)
class FunctionTier:
    """A Lambda function."""

    memory: Megabytes
    tracing: bool


@dataclass(frozen=True, kw_only=True)
class ApiTier:
    """An API: its throttling in requests a second and at once, and whether X-Ray follows them."""

    rate: PositiveInt
    burst: PositiveInt
    tracing: bool


@dataclass(frozen=True, kw_only=True)
class TableTier:
    """A DynamoDB table."""

    recovery: bool
    """Point-in-time recovery over the last 35 days."""
    deletion_protection: bool


@dataclass(frozen=True, kw_only=True)
class ClusterTier:
    """An ECS cluster: how tasks are shared out between Fargate and Fargate Spot, and what is measured.

    The first ``base`` tasks of a service are on demand; further ones go by the weights.
    """

    base: NonNegativeInt
    on_demand: NonNegativeInt
    spot: NonNegativeInt
    insights: Literal["disabled", "enabled", "enhanced"]
    """Container Insights."""


@dataclass(frozen=True, kw_only=True)
class InstancesTier:
    """The EC2 instances of a cluster that has any."""

    instance: str
    minimum: PositiveInt
    maximum: PositiveInt
    detailed_monitoring: bool
    """Metrics every minute instead of every five."""


@dataclass(frozen=True, kw_only=True)
class ServiceTier:
    """A service: the size of a task in units of 1/1024 vCPU and MiB, how many, and how a new one comes."""

    cpu: PositiveInt
    memory: PositiveInt
    tasks: PositiveInt
    max_tasks: PositiveInt
    deployment: Literal["rolling", "blue-green", "canary"]
    """Behind a load balancer; a service without one rolls."""
    bake_minutes: NonNegativeInt
    """How long the old tasks stay after the last traffic went to the new ones."""


@dataclass(frozen=True, kw_only=True)
class LoadBalancerTier:
    """A load balancer."""

    deletion_protection: bool
    access_logs: bool


@dataclass(frozen=True, kw_only=True)
class BucketTier:
    """A bucket: whether it keeps what is overwritten and deleted, how many days, and who asked for what."""

    versioned: bool
    version_days: PositiveInt
    access_logs: bool


@dataclass(frozen=True, kw_only=True)
class DatabaseTier:
    """A PostgreSQL database: Aurora between two capacities, or one instance."""

    min_capacity: Annotated[float, Field(ge=0, le=256)]
    max_capacity: Annotated[float, Field(ge=1, le=256)]
    """Aurora capacity units, each about 2 GiB of memory."""
    readers: Annotated[int, Field(ge=0, le=15)]
    instance: str
    """Of an RDS instance. With a standby there is a second one in another zone."""
    standby: bool
    backup_days: Annotated[int, Field(ge=1, le=35)]
    deletion_protection: bool
    insights: Literal["standard", "advanced"]
    """Database Insights: standard keeps 7 days, advanced 15 months."""
    monitoring_seconds: Literal[0, 1, 5, 10, 15, 30, 60]
    """How often the operating system is measured; 0 is never."""
    rotation_days: Annotated[int, Field(ge=0, le=1000)]
    """0 never changes the password."""


@dataclass(frozen=True, kw_only=True)
class CacheTier:
    """A cache: its nodes, and the copies that take over in another zone."""

    instance: str
    replicas: Annotated[int, Field(ge=0, le=5)]
    snapshot_days: Annotated[int, Field(ge=0, le=35)]


@dataclass(frozen=True, kw_only=True)
class FileSystemTier:
    """A file system: daily backups, and throughput that is paid by use or grows with what is stored."""

    backups: bool
    throughput: Literal["bursting", "elastic"]


@dataclass(frozen=True, kw_only=True)
class RegistryTier:
    """A registry of images: how many it keeps."""

    images: PositiveInt


@dataclass(frozen=True, kw_only=True)
class ConfigTier:
    """A configuration: the percentage of targets that each step adds, and the minutes all steps take.

    It bakes for ``bake_minutes`` more, in which an alarm still takes it back.
    """

    growth: Annotated[float, Field(ge=1, le=100)]
    minutes: NonNegativeInt
    bake_minutes: NonNegativeInt


@dataclass(frozen=True, kw_only=True)
class AlarmTier:
    """The alarms that resources bring along: how many periods in a row must breach."""

    enabled: bool
    periods: PositiveInt
    email: bool
    """Whether somebody is told, or the alarms are only seen."""


@dataclass(frozen=True, kw_only=True)
class Tier:
    """One column of decisions. ``keep_data``: what holds data outlives its stack.

    ``customer_keys``: what holds data is encrypted with a KMS key of its stack, at a price for each key.
    """

    name: str
    keep_data: bool
    customer_keys: bool
    log_days: Days
    network: NetworkTier
    function: FunctionTier
    api: ApiTier
    table: TableTier
    bucket: BucketTier
    database: DatabaseTier
    cache: CacheTier
    file_system: FileSystemTier
    registry: RegistryTier
    cluster: ClusterTier
    instances: InstancesTier
    service: ServiceTier
    load_balancer: LoadBalancerTier
    config: ConfigTier
    alarms: AlarmTier


DEV = Tier(
    name="dev",
    keep_data=False,
    customer_keys=False,
    log_days=7,
    network=NetworkTier(zones=2, nat_gateways=1, flow_log_days=0, close_default_security_group=False),
    function=FunctionTier(memory=256, tracing=False),
    api=ApiTier(rate=50, burst=100, tracing=False),
    table=TableTier(recovery=False, deletion_protection=False),
    bucket=BucketTier(versioned=False, version_days=7, access_logs=False),
    database=DatabaseTier(
        min_capacity=0.5,
        max_capacity=2,
        readers=0,
        instance="t4g.micro",
        standby=False,
        backup_days=1,
        deletion_protection=False,
        insights="standard",
        monitoring_seconds=0,
        rotation_days=0,
    ),
    cache=CacheTier(instance="t4g.micro", replicas=0, snapshot_days=0),
    file_system=FileSystemTier(backups=False, throughput="bursting"),
    registry=RegistryTier(images=10),
    cluster=ClusterTier(base=0, on_demand=0, spot=1, insights="disabled"),
    instances=InstancesTier(instance="t3.medium", minimum=1, maximum=3, detailed_monitoring=False),
    service=ServiceTier(cpu=512, memory=1024, tasks=1, max_tasks=3, deployment="rolling", bake_minutes=0),
    load_balancer=LoadBalancerTier(deletion_protection=False, access_logs=False),
    config=ConfigTier(growth=100, minutes=0, bake_minutes=0),
    alarms=AlarmTier(enabled=True, periods=3, email=False),
)

STAGING = Tier(
    name="staging",
    keep_data=False,
    customer_keys=True,
    log_days=30,
    network=NetworkTier(zones=2, nat_gateways=1, flow_log_days=14, close_default_security_group=True),
    function=FunctionTier(memory=512, tracing=True),
    api=ApiTier(rate=200, burst=400, tracing=True),
    table=TableTier(recovery=True, deletion_protection=False),
    bucket=BucketTier(versioned=True, version_days=30, access_logs=False),
    database=DatabaseTier(
        min_capacity=0.5,
        max_capacity=4,
        readers=0,
        instance="t4g.medium",
        standby=False,
        backup_days=7,
        deletion_protection=False,
        insights="standard",
        monitoring_seconds=60,
        rotation_days=30,
    ),
    cache=CacheTier(instance="t4g.small", replicas=1, snapshot_days=1),
    file_system=FileSystemTier(backups=True, throughput="elastic"),
    registry=RegistryTier(images=30),
    cluster=ClusterTier(base=1, on_demand=1, spot=1, insights="enabled"),
    instances=InstancesTier(instance="t3.large", minimum=2, maximum=5, detailed_monitoring=False),
    service=ServiceTier(cpu=1024, memory=2048, tasks=2, max_tasks=5, deployment="blue-green", bake_minutes=1),
    load_balancer=LoadBalancerTier(deletion_protection=False, access_logs=False),
    config=ConfigTier(growth=50, minutes=2, bake_minutes=2),
    alarms=AlarmTier(enabled=True, periods=2, email=False),
)

PROD = Tier(
    name="prod",
    keep_data=True,
    customer_keys=True,
    log_days=365,
    network=NetworkTier(zones=3, nat_gateways=3, flow_log_days=90, close_default_security_group=True),
    function=FunctionTier(memory=512, tracing=True),
    api=ApiTier(rate=1000, burst=2000, tracing=True),
    table=TableTier(recovery=True, deletion_protection=True),
    bucket=BucketTier(versioned=True, version_days=90, access_logs=True),
    database=DatabaseTier(
        min_capacity=1,
        max_capacity=16,
        readers=1,
        instance="m7g.large",
        standby=True,
        backup_days=35,
        deletion_protection=True,
        insights="advanced",
        monitoring_seconds=15,
        rotation_days=30,
    ),
    cache=CacheTier(instance="m7g.large", replicas=2, snapshot_days=14),
    file_system=FileSystemTier(backups=True, throughput="elastic"),
    registry=RegistryTier(images=100),
    cluster=ClusterTier(base=1, on_demand=1, spot=0, insights="enhanced"),
    instances=InstancesTier(instance="m7i.large", minimum=3, maximum=10, detailed_monitoring=True),
    service=ServiceTier(cpu=2048, memory=4096, tasks=3, max_tasks=10, deployment="canary", bake_minutes=10),
    load_balancer=LoadBalancerTier(deletion_protection=True, access_logs=True),
    config=ConfigTier(growth=20, minutes=30, bake_minutes=10),
    alarms=AlarmTier(enabled=True, periods=1, email=True),
)

TIERS = {tier.name: tier for tier in (DEV, STAGING, PROD)}
