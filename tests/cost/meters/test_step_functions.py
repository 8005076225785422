"""Standard and express workflows."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        ("AWS::StepFunctions::StateMachine", {}, {"monthly_transitions": 1_000_000}, 25.0),
        # 64 MB for 500 ms, a million times: 31,250 GB-seconds.,
        (
            "AWS::StepFunctions::StateMachine",
            {"StateMachineType": "EXPRESS"},
            {"monthly_requests": 1_000_000, "memory_mb": 64, "workflow_duration_ms": 500},
            1 + 31_250 * 0.00001667,
        ),
        (
            "AWS::Serverless::StateMachine",
            {"Type": "EXPRESS"},
            {"monthly_requests": 1_000_000, "memory_mb": 65, "workflow_duration_ms": 100},
            1 + 12_500 * 0.00001667,
        ),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)
