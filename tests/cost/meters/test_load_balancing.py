"""Capacity units are the most of what a load balancer does."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        (
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            {},
            {"new_connections": 100, "active_connections": 3000, "processed_bytes_gb": 730},
            (0.0225 + 4 * 0.008) * 730,
        ),
        (
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            {},
            {"processed_bytes_gb": 7300},
            (0.0225 + 10 * 0.008) * 730,
        ),
        (
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            {"Type": "network"},
            {"new_connections": 1600},
            (0.0225 + 2 * 0.006) * 730,
        ),
        ("AWS::ElasticLoadBalancingV2::LoadBalancer", {"Type": "gateway"}, {}, 0.0125 * 730),
        (
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            {},
            {"public_ipv4_addresses": 2},
            (0.0225 + 2 * 0.005) * 730,
        ),
        ("AWS::ElasticLoadBalancing::LoadBalancer", {}, {"monthly_data_processed_gb": 1000}, 18.25 + 8),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)
