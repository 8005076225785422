"""Lambda's requests and GB-seconds, as its pricing page works them out."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import BillOf, ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        (
            "AWS::Lambda::Function",
            {},
            {"monthly_requests": 1_000_000, "request_duration_ms": 1000},
            0.20 + 125_000 * 0.0000166667,
        ),
        (
            "AWS::Lambda::Function",
            {"MemorySize": 1024, "Architectures": ["arm64"]},
            {"monthly_requests": 1_000_000, "request_duration_ms": 100},
            0.20 + 100_000 * 0.0000133334,
        ),
        # 8 billion GB-seconds: the first 6 at the first price.,
        (
            "AWS::Lambda::Function",
            {"MemorySize": 1024},
            {"monthly_requests": 8_000_000_000, "request_duration_ms": 1000},
            1600 + 6e9 * 0.0000166667 + 2e9 * 0.000015,
        ),
        (
            "AWS::Lambda::Function",
            {"EphemeralStorage": {"Size": 1536}},
            {"monthly_requests": 1000, "request_duration_ms": 1_000_000},
            0.0002 + 125_000 * 0.0000166667 + 1_000_000 * 0.0000000309,
        ),
        (
            "AWS::Serverless::Function",
            {"Events": {"A": {"Type": "Api", "Properties": {"Path": "/", "Method": "get"}}}},
            {"monthly_requests": 1_000_000, "request_duration_ms": 0},
            0.20 + 3.50,
        ),
        (
            "AWS::Serverless::Function",
            {"Events": {"A": {"Type": "HttpApi", "Properties": {"ApiId": "own"}}, "B": {"Type": "Schedule"}}},
            {"monthly_requests": 1_000_000, "request_duration_ms": 0},
            0.20,
        ),
        (
            "AWS::Serverless::Function",
            {"MemorySize": "512"},
            {"monthly_requests": 1_000_000, "request_duration_ms": 1000},
            0.20 + 500_000 * 0.0000166667,
        ),
        (
            "AWS::Lambda::Alias",
            {"ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": 10}},
            {"memory_mb": 1024},
            10 * 730 * 3600 * 0.0000041667,
        ),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)


def test_provisioned_concurrency_has_the_memory_and_processor_of_its_function(bill_of: BillOf) -> None:
    bill = bill_of(
        {
            "F": ("AWS::Lambda::Function", {"MemorySize": 2048, "Architectures": ["arm64"]}),
            "A": (
                "AWS::Lambda::Alias",
                {
                    "FunctionName": {"Ref": "F"},
                    "ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": 1},
                },
            ),
        }
    )
    alias = next(charge for charge in bill.charges if charge.type == "AWS::Lambda::Alias")
    assert float(alias.monthly) == pytest.approx(2 * 730 * 3600 * 0.0000033334, rel=1e-4)


def test_an_alias_without_provisioned_concurrency_is_free_with_a_reason(bill_of: BillOf) -> None:
    bill = bill_of({"A": ("AWS::Lambda::Alias", {"FunctionName": "f"})})
    assert [(each.type, each.reason) for each in bill.free] == [
        ("AWS::Lambda::Alias", "a part of its function")
    ]


def test_a_custom_resources_function_rarely_runs(bill_of: BillOf) -> None:
    bill = bill_of(
        {
            "F": ("AWS::Lambda::Function", {}),
            "C": ("Custom::Thing", {"ServiceToken": {"Fn::GetAtt": ["F", "Arn"]}}),
        },
        tier="prod",
        assume=True,
    )
    (charge,) = bill.charges
    assert charge.assumptions["monthly_requests"] == 100
    assert any("deployed" in note for note in charge.notes)
