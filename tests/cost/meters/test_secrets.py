"""Keys, secrets, parameters, authorities."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import BillOf, ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        ("AWS::KMS::Key", {}, {"monthly_requests": 100_000}, 1.3),
        ("AWS::SecretsManager::Secret", {}, {"monthly_requests": 100_000}, 0.9),
        ("AWS::SecretsManager::Secret", {"ReplicaRegions": [{"Region": "eu-west-1"}]}, {}, 0.8),
        (
            "AWS::SSM::Parameter",
            {"Tier": "Advanced"},
            {"parameter_storage_hrs": 720, "monthly_api_interactions": 100_000},
            0.05 + 0.5,
        ),
        ("AWS::ACMPCA::CertificateAuthority", {}, {"monthly_requests": 10}, 407.5),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)


def test_a_standard_parameter_is_free(bill_of: BillOf) -> None:
    bill = bill_of({"P": ("AWS::SSM::Parameter", {"Type": "String", "Value": "x"})})
    assert [each.type for each in bill.free] == ["AWS::SSM::Parameter"]
