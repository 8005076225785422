"""Route 53: zones, queries, health checks, resolver endpoints."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stratiform.cost.component import Component
from stratiform.cost.keys import amount, choice
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading


def _zone(reading: Reading) -> Iterator[Component]:
    yield from reading.charge("Hosted zone", "route53.zone", 1)
    yield from reading.used("DNS queries", "route53.queries.standard", "monthly_standard_queries")


_QUERIES = {
    "standard": ("Standard queries", "monthly_standard_queries"),
    "latency": ("Latency based routing queries", "monthly_latency_based_queries"),
    "geo": ("Geo DNS queries", "monthly_geo_queries"),
}


def _record(reading: Reading) -> Iterator[Component]:
    if not reading.stated.values:
        if reading.get("AliasTarget"):
            return reading.free_because("queries of an alias of an AWS resource are free")
        return reading.free_because("queries are charged with the zone")
    return _queries(reading)


def _queries(reading: Reading) -> Iterator[Component]:
    for kind, (name, key) in _QUERIES.items():
        if key in reading.stated.values:
            yield from reading.used(name, f"route53.queries.{kind}", key)


def _check(reading: Reading) -> Iterator[Component]:
    where = reading.choice("endpoint_type").lower()
    kind = reading.text("HealthCheckConfig.Type", "HTTP").upper()
    options = sum(
        (
            kind.startswith("HTTPS"),
            kind.endswith("_STR_MATCH"),
            reading.is_set("HealthCheckConfig.MeasureLatency"),
            reading.number("HealthCheckConfig.RequestInterval", 30) == Decimal(10),
        )
    )
    yield from reading.charge("Health check", f"route53.check.{where}", 1)
    if options:
        yield from reading.charge("Optional features", f"route53.option.{where}", options)


def _resolver(reading: Reading) -> Iterator[Component]:
    addresses = max(2, len(reading.list("IpAddresses")))
    yield from reading.hours("Resolver endpoints", "route53.resolver", addresses)
    yield from reading.used("DNS queries", "route53.resolver_queries", "monthly_queries")


def _dns_firewall(reading: Reading) -> Iterator[Component]:
    yield from reading.used("DNS Firewall queries", "route53.firewall_queries", "monthly_queries")


_STANDARD = amount("monthly_standard_queries", "Standard queries.", 10_000, 100_000, 1_000_000)

METERS = (
    Meter(
        "Route 53",
        (
            "AWS::Route53::HostedZone",
            "AWS::ServiceDiscovery::PrivateDnsNamespace",
            "AWS::ServiceDiscovery::PublicDnsNamespace",
        ),
        _zone,
        (_STANDARD,),
        ("Each zone is one of the account's first 25.",),
    ),
    Meter(
        "Route 53",
        ("AWS::Route53::RecordSet", "AWS::Route53::RecordSetGroup"),
        _record,
        (
            amount("monthly_standard_queries", "Standard queries."),
            amount("monthly_latency_based_queries", "Queries by latency."),
            amount("monthly_geo_queries", "Queries by place."),
        ),
    ),
    Meter(
        "Route 53",
        ("AWS::Route53::HealthCheck",),
        _check,
        (choice("endpoint_type", "Whether AWS runs what is checked.", "aws", "non_aws"),),
    ),
    Meter(
        "Route 53",
        ("AWS::Route53Resolver::ResolverEndpoint",),
        _resolver,
        (amount("monthly_queries", "Queries through it.", 100_000, 1_000_000, 10_000_000),),
    ),
    Meter(
        "Route 53",
        ("AWS::Route53Resolver::FirewallRuleGroupAssociation",),
        _dns_firewall,
        (amount("monthly_queries", "Queries filtered.", 100_000, 1_000_000, 10_000_000),),
    ),
)
