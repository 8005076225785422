"""AWS/ApiGateway metrics for every request to a REST or HTTP API."""

from __future__ import annotations

import functools
import time
from collections.abc import Awaitable, Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.answer import Answer

EXPLAIN = None

Handler = Callable[..., Awaitable[Answer]]


def _rest(original: Handler) -> Handler:
    @functools.wraps(original)
    async def handle(api_id: str, stage: str, *rest: Any) -> Answer:
        api = private.get("services.apigateway_v1", "_rest_apis").get(api_id) or {}
        name = api.get("name", api_id)
        views = [{"ApiName": name}, {"ApiName": name, "Stage": stage}]
        return await _measured(original(api_id, stage, *rest), views, ("4XXError", "5XXError"))

    return handle


def _http(original: Handler) -> Handler:
    @functools.wraps(original)
    async def handle(api_id: str, stage: str, *rest: Any) -> Answer:
        views = [{"ApiId": api_id}, {"ApiId": api_id, "Stage": stage}]
        return await _measured(original(api_id, stage, *rest), views, ("4xx", "5xx"))

    return handle


async def _measured(answer: Awaitable[Answer], views: list[dict[str, str]], names: tuple[str, str]) -> Answer:
    started = time.perf_counter()
    status = 500
    try:
        response = await answer
        status = response[0]
        return response
    finally:
        elapsed = (time.perf_counter() - started) * 1000
        values = {
            "Count": (1.0, "Count"),
            names[0]: (float(400 <= status < 500), "Count"),
            names[1]: (float(status >= 500), "Count"),
            "Latency": (elapsed, "Milliseconds"),
            "IntegrationLatency": (elapsed, "Milliseconds"),
        }
        record = private.get("services.cloudwatch", "record_metric")
        for dimensions in views:
            for metric, (value, unit) in values.items():
                record("AWS/ApiGateway", metric, value, unit, dimensions)


def install() -> None:
    """Measure inside the API's own account and region."""
    private.wrap("services.apigateway_v1", "_handle_execute_in_scope", _rest)
    private.wrap("services.apigateway", "_handle_execute_in_scope", _http)
