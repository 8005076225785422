"""Streams in both modes, consumers, Firehose, Flink."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        (
            "AWS::Kinesis::Stream",
            {"ShardCount": 4},
            {"monthly_provisioned_put_units": 100_000_000},
            4 * 10.95 + 1.4,
        ),
        (
            "AWS::Kinesis::Stream",
            {"ShardCount": 2, "RetentionPeriodHours": 168},
            {},
            2 * 730 * (0.015 + 0.02),
        ),
        (
            "AWS::Kinesis::Stream",
            {"StreamModeDetails": {"StreamMode": "ON_DEMAND"}},
            {"monthly_on_demand_data_in_gb": 100},
            29.2 + 8,
        ),
        (
            "AWS::KinesisFirehose::DeliveryStream",
            {},
            {"monthly_data_ingested_gb": 1000, "record_size_kb": 5},
            29.0,
        ),
        (
            "AWS::KinesisFirehose::DeliveryStream",
            {},
            {"monthly_data_ingested_gb": 100, "record_size_kb": 1},
            14.5,
        ),
        (
            "AWS::KinesisAnalyticsV2::Application",
            {"RuntimeEnvironment": "FLINK-1_18"},
            {"kinesis_processing_units": 2},
            3 * 0.11 * 730 + 10,
        ),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)
