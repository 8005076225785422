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
class AlarmTier:
    """The alarms that resources bring along: how many periods in a row must breach."""

    enabled: bool
    periods: PositiveInt


@dataclass(frozen=True, kw_only=True)
class Tier:
    """One column of decisions. ``keep_data``: what holds data outlives its stack."""

    name: str
    keep_data: bool
    log_days: Days
    network: NetworkTier
    function: FunctionTier
    api: ApiTier
    table: TableTier
    alarms: AlarmTier


DEV = Tier(
    name="dev",
    keep_data=False,
    log_days=7,
    network=NetworkTier(zones=2, nat_gateways=1, flow_log_days=0, close_default_security_group=False),
    function=FunctionTier(memory=256, tracing=False),
    api=ApiTier(rate=50, burst=100, tracing=False),
    table=TableTier(recovery=False, deletion_protection=False),
    alarms=AlarmTier(enabled=True, periods=3),
)

STAGING = Tier(
    name="staging",
    keep_data=False,
    log_days=30,
    network=NetworkTier(zones=2, nat_gateways=1, flow_log_days=14, close_default_security_group=True),
    function=FunctionTier(memory=512, tracing=True),
    api=ApiTier(rate=200, burst=400, tracing=True),
    table=TableTier(recovery=True, deletion_protection=False),
    alarms=AlarmTier(enabled=True, periods=2),
)

PROD = Tier(
    name="prod",
    keep_data=True,
    log_days=365,
    network=NetworkTier(zones=3, nat_gateways=3, flow_log_days=90, close_default_security_group=True),
    function=FunctionTier(memory=512, tracing=True),
    api=ApiTier(rate=1000, burst=2000, tracing=True),
    table=TableTier(recovery=True, deletion_protection=True),
    alarms=AlarmTier(enabled=True, periods=1),
)

TIERS = {tier.name: tier for tier in (DEV, STAGING, PROD)}
