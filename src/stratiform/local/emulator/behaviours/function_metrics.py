"""AWS/Lambda metrics for every invocation, whoever asked for it. MiniStack counts direct ones only."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private

EXPLAIN = None
_LAMBDA = "services.lambda_svc"


def _record(name: str, metric: str, value: float, unit: str) -> None:
    record = private.get("services.cloudwatch", "record_metric")
    record("AWS/Lambda", metric, value, unit, {"FunctionName": name})
    record("AWS/Lambda", metric, value, unit, {})


def _counting(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Around the one place that every executor and every source passes."""

    @functools.wraps(original)
    def dispatch(func: Any, config: dict[str, Any], *rest: Any) -> dict[str, Any]:
        name = config.get("FunctionName", "unknown")
        started = time.perf_counter()
        result = original(func, config, *rest)
        _record(name, "Invocations", 1, "Count")
        _record(name, "Errors", 1 if result.get("error") else 0, "Count")
        _record(name, "Throttles", 0, "Count")
        _record(name, "Duration", (time.perf_counter() - started) * 1000, "Milliseconds")
        return result

    return dispatch


def _throttles(original: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def emit(function_name: str, duration_ms: float, error: bool, throttle: bool) -> None:
        # Called without a duration where the concurrency limit refuses; the other calls count again.
        if throttle and not duration_ms:
            _record(function_name, "Throttles", 1, "Count")

    return emit


def install() -> None:
    """Count where the function runs instead of where it is invoked."""
    private.wrap(_LAMBDA, "_execute_function_dispatch", _counting)
    private.wrap(_LAMBDA, "_emit_lambda_metrics", _throttles)
