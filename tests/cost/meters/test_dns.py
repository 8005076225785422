"""Zones, checks, resolvers."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import BillOf, ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        ("AWS::Route53::HostedZone", {}, {"monthly_standard_queries": 1_100_000_000}, 0.5 + 400 + 20),
        (
            "AWS::Route53::RecordSet",
            {},
            {"monthly_latency_based_queries": 1_000_000, "monthly_geo_queries": 1_000_000},
            1.3,
        ),
        (
            "AWS::Route53::HealthCheck",
            {"HealthCheckConfig": {"Type": "HTTPS_STR_MATCH", "RequestInterval": 10, "MeasureLatency": True}},
            {"endpoint_type": "non_aws"},
            0.75 + 8,
        ),
        ("AWS::Route53::HealthCheck", {"HealthCheckConfig": {"Type": "TCP"}}, {}, 0.5),
        (
            "AWS::Route53Resolver::ResolverEndpoint",
            {"IpAddresses": [{}, {}, {}]},
            {"monthly_queries": 1_000_000},
            3 * 0.125 * 730 + 0.4,
        ),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)


def test_a_record_is_free_until_its_queries_are_told(bill_of: BillOf) -> None:
    bill = bill_of({"R": ("AWS::Route53::RecordSet", {"AliasTarget": {"DNSName": "d"}})})
    assert [each.reason for each in bill.free] == ["queries of an alias of an AWS resource are free"]
