"""Metric filters produce their metric, and every log filter reads the whole pattern syntax."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.log_pattern import Fields, InvalidPattern, matcher

EXPLAIN = None
_LOGS = "services.cloudwatch_logs"
_log = logging.getLogger("logs")


def _counting(original: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def fan_out(group_name: str, stream_name: str, events: list[dict[str, Any]]) -> None:
        filters = [
            found
            for (group, _), found in private.get(_LOGS, "_metric_filters").items()
            if group == group_name
        ]
        for found in filters:
            try:
                _count(found, [event.get("message", "") for event in events])
            except InvalidPattern as error:
                _log.warning("The metric filter %s cannot be read: %s", found["filterName"], error)
        original(group_name, stream_name, events)

    return fan_out


def _count(found: dict[str, Any], messages: list[str]) -> None:
    match = matcher(found.get("filterPattern") or "")
    matches = [fields for message in messages if (fields := match(message)) is not None]
    for transformation in found.get("metricTransformations") or []:
        values = [value for fields in matches for value in _values(transformation, fields)]
        if not values and "defaultValue" in transformation and messages:
            values = [(float(transformation["defaultValue"]), {})]
        for value, dimensions in values:
            private.get("services.cloudwatch", "record_metric")(
                transformation["metricNamespace"],
                transformation["metricName"],
                value,
                transformation.get("unit") or "None",
                dimensions,
            )


def _values(transformation: dict[str, Any], fields: Fields) -> list[tuple[float, dict[str, str]]]:
    spelled = str(transformation.get("metricValue", "1"))
    try:
        value = float(fields[spelled] if spelled.startswith("$") else spelled)
    except (KeyError, TypeError, ValueError):
        return []
    wanted = transformation.get("dimensions") or {}
    if isinstance(wanted, list):
        wanted = {one["Key"]: one["Value"] for one in wanted}
    if not all(path in fields for path in wanted.values()):
        return []
    return [(value, {name: str(fields[path]) for name, path in wanted.items()})]


def _matches(pattern: str | None, message: str | None) -> bool:
    try:
        return matcher(pattern or "")(message or "") is not None
    except InvalidPattern:
        return False


def install() -> None:
    """Count where events arrive, and match subscription filters and FilterLogEvents the same way."""
    private.wrap(_LOGS, "_fanout_to_subscription_filters", _counting)
    private.wrap(
        _LOGS,
        "_subscription_pattern_matches",
        lambda original: functools.wraps(original)(lambda pattern, message: _matches(pattern, message)),
    )
    private.wrap(
        _LOGS,
        "_compile_filter_pattern",
        lambda original: functools.wraps(original)(lambda raw: functools.partial(_matches, raw)),
    )
