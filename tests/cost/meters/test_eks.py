"""Control planes and Fargate profiles."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        ("AWS::EKS::Cluster", {"Version": "1.34"}, {}, 73.0),
        ("AWS::EKS::Cluster", {"Version": "1.28"}, {}, 438.0),
        ("AWS::EKS::Cluster", {}, {}, 73.0),
        (
            "AWS::EKS::FargateProfile",
            {},
            {"pods": 2, "vcpus": 0.5, "memory_gb": 1},
            2 * 730 * (0.5 * 0.04048 + 0.004445),
        ),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)
