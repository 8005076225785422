"""CloudFront by part of the world."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        (
            "AWS::CloudFront::Distribution",
            {},
            {
                "monthly_data_transfer_to_internet_gb": {"us": 20_480},
                "monthly_https_requests": {"us": 1_000_000},
            },
            10_240 * (0.085 + 0.08) + 1,
        ),
        (
            "AWS::CloudFront::Distribution",
            {},
            {
                "monthly_data_transfer_to_internet_gb": {"japan": 100},
                "monthly_data_transfer_to_origin_gb": {"india": 100},
            },
            11.4 + 16,
        ),
        (
            "AWS::CloudFront::Distribution",
            {"DistributionConfig": {"ViewerCertificate": {"SslSupportMethod": "vip"}}},
            {},
            600.0,
        ),
        (
            "AWS::CloudFront::Distribution",
            {},
            {"monthly_invalidation_requests": 3000, "monthly_log_lines": 5_000_000},
            10 + 0.05,
        ),
        ("AWS::CloudFront::Distribution", {}, {"monthly_shield_requests": {"europe": 1_000_000}}, 0.9),
        ("AWS::CloudFront::Function", {}, {"monthly_invocations": 10_000_000}, 1.0),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)
