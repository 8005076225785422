"""API Gateway's steps, chunks and caches."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        ("AWS::ApiGateway::RestApi", {}, {"monthly_requests": 400_000_000}, 333 * 3.5 + 67 * 2.8),
        (
            "AWS::ApiGatewayV2::Api",
            {"ProtocolType": "HTTP"},
            {"monthly_requests": 1_000_000, "request_size_kb": 513},
            2.0,
        ),
        (
            "AWS::ApiGatewayV2::Api",
            {"ProtocolType": "WEBSOCKET"},
            {"monthly_messages": 1_000_000, "message_size_kb": 33, "monthly_connection_mins": 4_000_000},
            2.0 + 1.0,
        ),
        ("AWS::ApiGateway::Stage", {"CacheClusterEnabled": True, "CacheClusterSize": "6.1"}, {}, 0.2 * 730),
        ("AWS::Serverless::HttpApi", {}, {"monthly_requests": 2_000_000}, 2.0),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)
