"""S3 by storage class."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        (
            "AWS::S3::Bucket",
            {},
            {
                "standard": {
                    "storage_gb": 60_000,
                    "monthly_tier_1_requests": 1_000_000,
                    "monthly_tier_2_requests": 1_000_000,
                }
            },
            51_200 * 0.023 + 8_800 * 0.022 + 5 + 0.4,
        ),
        (
            "AWS::S3::Bucket",
            {},
            {"standard_infrequent_access": {"storage_gb": 1000, "monthly_data_retrieval_gb": 100}},
            12.5 + 1,
        ),
        (
            "AWS::S3::Bucket",
            {},
            {"glacier_deep_archive": {"storage_gb": 1000, "monthly_standard_data_retrieval_gb": 10}},
            0.99 + 0.2,
        ),
        (
            "AWS::S3::Bucket",
            {},
            {"intelligent_tiering": {"frequent_access_storage_gb": 100, "monitored_objects": 100_000}},
            2.3 + 0.25,
        ),
        ("AWS::S3::Bucket", {}, {"object_tags": 10_000, "monthly_listed_objects": 2_000_000}, 0.0065 + 0.005),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)
