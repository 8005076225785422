"""A metric's datapoints, one a period, from what MiniStack has stored."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from stratiform.local.emulator import private

Series = dict[int, float]
"""The start of each period that has data (epoch seconds) and its value."""

_CLOUDWATCH = "services.cloudwatch"
# PutMetricData may carry older timestamps than what is already stored.
_DISORDER = 3600


@dataclass(frozen=True)
class Metric:
    """One metric and how to summarise a period of it."""

    namespace: str
    name: str
    dimensions: tuple[tuple[str, str], ...]
    statistic: str
    period: int
    unit: str | None = None

    def datapoints(self, start: float, end: float) -> Series:
        """The periods that begin within ``[start, end)``."""
        periods: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
        for point in self._points(start):
            if start <= point["Timestamp"] < end:
                periods[int(point["Timestamp"] // self.period) * self.period].append(point)
        values = {begin: self._value(points) for begin, points in sorted(periods.items())}
        return {begin: value for begin, value in values.items() if value is not None}

    def _points(self, start: float) -> list[dict[str, Any]]:
        key = private.get(_CLOUDWATCH, "_dims_key")(dict(self.dimensions))
        stored = private.get(_CLOUDWATCH, "_metrics").get((self.namespace, self.name, key)) or []
        found = []
        for point in reversed(list(stored)):
            if point["Timestamp"] < start - _DISORDER:
                break
            if self.unit is None or point.get("Unit") == self.unit:
                found.append(point)
        return found

    def _value(self, points: list[dict[str, Any]]) -> float | None:
        statistics = private.get(_CLOUDWATCH, "_calc_stats")(points)
        value: float | None = private.get(_CLOUDWATCH, "_stat_value")(statistics, self.statistic, points)
        return value


def dimensions(pairs: list[dict[str, str]] | None) -> tuple[tuple[str, str], ...]:
    """``[{"Name", "Value"}]`` as a comparable value."""
    return tuple(sorted((pair["Name"], pair["Value"]) for pair in pairs or []))
