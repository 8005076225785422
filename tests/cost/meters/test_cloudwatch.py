"""Alarms by metric and resolution, dashboards, logs, canaries."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        ("AWS::CloudWatch::Alarm", {"Period": 60}, {}, 0.1),
        ("AWS::CloudWatch::Alarm", {"Period": 10}, {}, 0.3),
        (
            "AWS::CloudWatch::Alarm",
            {
                "Metrics": [
                    {"MetricStat": {"Period": 60}},
                    {"MetricStat": {"Period": 60}},
                    {"Expression": "a/b"},
                ]
            },
            {},
            0.2,
        ),
        (
            "AWS::CloudWatch::Alarm",
            {"Metrics": [{"MetricStat": {"Period": 60}}, {"Expression": "ANOMALY_DETECTION_BAND(m1, 2)"}]},
            {},
            0.3,
        ),
        ("AWS::CloudWatch::CompositeAlarm", {}, {}, 0.5),
        ("AWS::CloudWatch::Dashboard", {}, {}, 3.0),
        (
            "AWS::Logs::LogGroup",
            {},
            {"monthly_data_ingested_gb": 10, "storage_gb": 100, "monthly_data_scanned_gb": 10},
            5 + 3 + 0.05,
        ),
        (
            "AWS::Logs::LogGroup",
            {"LogGroupClass": "INFREQUENT_ACCESS"},
            {"monthly_data_ingested_gb": 10},
            2.5,
        ),
        ("AWS::Synthetics::Canary", {"Schedule": {"Expression": "rate(5 minutes)"}}, {}, 8760 * 0.0012),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)
