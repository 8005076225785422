"""Load balancers: hours, and capacity units by what they do most of."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.cost.component import HOURS, Component
from stratiform.cost.keys import amount
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading

_TITLES = {"application": "Application", "network": "Network", "gateway": "Gateway"}
# One capacity unit is so many new connections a second, active connections a minute, rule evaluations
# a second; and 1 GB an hour. https://aws.amazon.com/elasticloadbalancing/pricing
_UNITS = {
    "application": {"new_connections": 25, "active_connections": 3_000, "rule_evaluations": 1_000},
    "network": {"new_connections": 800, "active_connections": 100_000},
    "gateway": {"new_connections": 600, "active_connections": 60_000},
}
_BY = ("new_connections", "active_connections", "processed_bytes_gb", "rule_evaluations")


def _balancer(reading: Reading) -> Iterator[Component]:
    kind = reading.text("Type", "application")
    kind = kind if kind in _TITLES else "application"
    yield from reading.hours(f"{_TITLES[kind]} load balancer", f"elb.{kind}.hour")
    units = max(
        reading.use("processed_bytes_gb") / HOURS,
        *(reading.use(key) / one for key, one in _UNITS[kind].items()),
    )
    yield from reading.charge("Load balancer capacity units", f"elb.{kind}.unit", units * HOURS, _BY)
    if reading.text("Scheme", "internet-facing") == "internet-facing" and kind == "application":
        told = reading.told("public_ipv4_addresses")
        if told is None:
            reading.note(
                "Its public IPv4 addresses, one in each zone, are counted only where the usage tells them"
            )
        else:
            yield from reading.hours("Public IPv4 address", "ec2.address", told, "public_ipv4_addresses")


def _classic(reading: Reading) -> Iterator[Component]:
    yield from reading.hours("Classic load balancer", "elb.classic.hour")
    yield from reading.used("Data processed", "elb.classic.gb", "monthly_data_processed_gb")


METERS = (
    Meter(
        "Load balancing",
        ("AWS::ElasticLoadBalancingV2::LoadBalancer",),
        _balancer,
        (
            amount("new_connections", "New connections a second, on average.", 0.1, 1, 10),
            amount("active_connections", "Active connections a minute, on average.", 1, 10, 100),
            amount("processed_bytes_gb", "GB of requests and responses.", 10, 100, 1_000),
            amount("rule_evaluations", "Rules times requests a second, without the first 10 rules."),
            amount("public_ipv4_addresses", "Public addresses of an internet-facing load balancer."),
        ),
        ("Capacity units are the most of connections, GB and rules, averaged over the month.",),
    ),
    Meter(
        "Load balancing",
        ("AWS::ElasticLoadBalancing::LoadBalancer",),
        _classic,
        (amount("monthly_data_processed_gb", "GB through it.", 10, 100, 1_000),),
    ),
)
