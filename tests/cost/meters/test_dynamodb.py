"""DynamoDB on demand and provisioned, with indexes, replicas and recovery."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        (
            "AWS::DynamoDB::Table",
            {"BillingMode": "PAY_PER_REQUEST"},
            {
                "monthly_write_request_units": 2_000_000,
                "monthly_read_request_units": 8_000_000,
                "storage_gb": 100,
            },
            2 * 0.625 + 8 * 0.125 + 25,
        ),
        (
            "AWS::DynamoDB::Table",
            {"ProvisionedThroughput": {"ReadCapacityUnits": 10, "WriteCapacityUnits": 5}},
            {},
            (10 * 0.00013 + 5 * 0.00065) * 730,
        ),
        (
            "AWS::DynamoDB::Table",
            {
                "ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1},
                "GlobalSecondaryIndexes": [
                    {"ProvisionedThroughput": {"ReadCapacityUnits": 9, "WriteCapacityUnits": 4}}
                ],
            },
            {},
            (10 * 0.00013 + 5 * 0.00065) * 730,
        ),
        (
            "AWS::DynamoDB::Table",
            {
                "BillingMode": "PAY_PER_REQUEST",
                "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
            },
            {"storage_gb": 10},
            2.5 + 2,
        ),
        (
            "AWS::DynamoDB::GlobalTable",
            {"BillingMode": "PAY_PER_REQUEST", "Replicas": [{"Region": "a"}, {"Region": "b"}]},
            {"monthly_write_request_units": 1_000_000},
            1.25,
        ),
        (
            "AWS::DynamoDB::Table",
            {"BillingMode": "PAY_PER_REQUEST", "TableClass": "STANDARD_INFREQUENT_ACCESS"},
            {"storage_gb": 10},
            1.0,
        ),
        ("AWS::Serverless::SimpleTable", {}, {"storage_gb": 4}, 1.0),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)
