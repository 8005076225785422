"""EventBridge's buses, pipes, schedules and destinations."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        (
            "AWS::Events::EventBus",
            {},
            {
                "monthly_custom_events": 2_000_000,
                "archive_storage_gb": 100,
                "monthly_archive_processing_gb": 10,
            },
            2 + 2.3 + 1,
        ),
        ("AWS::Pipes::Pipe", {}, {"monthly_requests": 1_000_000}, 0.4),
        ("AWS::Scheduler::Schedule", {}, {"monthly_invocations": 2_000_000}, 2.0),
        ("AWS::Events::ApiDestination", {}, {"monthly_invocations": 5_000_000}, 1.0),
        ("AWS::Events::Rule", {}, {"monthly_custom_events": 1_000_000}, 1.0),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)
