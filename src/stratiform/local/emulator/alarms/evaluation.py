"""The state of one stored alarm, now."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stratiform.local.emulator.alarms.expression import evaluate
from stratiform.local.emulator.alarms.series import Metric, Series, dimensions
from stratiform.local.emulator.alarms.verdict import ALARM, Rule

# A running total that is still below the threshold says nothing until its period is over.
_TOTALS = ("Sum", "SampleCount")


@dataclass(frozen=True)
class Verdict:
    """A state and CloudWatch's reason for it."""

    state: str
    reason: str


def judge(alarm: Mapping[str, Any], now: float | None = None) -> Verdict:
    """The state that ``alarm`` (MiniStack's record) has now. Raises NotSupported for unknown metric math.

    CloudWatch reads complete periods. Here the current one counts too, as soon as it has data, and whichever
    view is in ALARM wins: a breach shows at once and stays for as long as it does on AWS.
    """
    at = time.time() if now is None else now
    rule = _rule(alarm)
    period = _period(alarm)
    current = int(at // period) * period
    begins = [current - period * back for back in range(rule.looks_back, -1, -1)]
    series = _series(alarm, begins, period)
    complete = [series.get(begin) for begin in begins[:-1]]
    views = [complete]
    if current in series and _counts_early(alarm, rule):
        views.append([*complete[1:], series[current]])
    states = [(rule.state(view, alarm["StateValue"]), view) for view in views]
    state, view = next((found for found in states if found[0] == ALARM), states[-1])
    return Verdict(state, rule.reason(state, view))


def latest(alarm: Mapping[str, Any], now: float) -> float | None:
    """The higher of what ``alarm`` watches in the current period and in the last complete one.

    A total that has just begun says nothing about a fall, so the complete period stands beside it.
    """
    period = _period(alarm)
    current = int(now // period) * period
    series = _series(alarm, [current - period, current], period)
    return max(series.values(), default=None)


def _rule(alarm: Mapping[str, Any]) -> Rule:
    periods = int(alarm.get("EvaluationPeriods") or 1)
    return Rule(
        comparison=alarm.get("ComparisonOperator") or "",
        threshold=float(alarm.get("Threshold") or 0),
        periods=periods,
        to_alarm=int(alarm.get("DatapointsToAlarm") or periods),
        missing=alarm.get("TreatMissingData") or "missing",
    )


def _counts_early(alarm: Mapping[str, Any], rule: Rule) -> bool:
    statistics = [query["MetricStat"]["Stat"] for query in _queries(alarm) if query.get("MetricStat")]
    return not (rule.comparison.startswith("Less") and set(statistics) & set(_TOTALS))


def _queries(alarm: Mapping[str, Any]) -> list[dict[str, Any]]:
    if alarm.get("Metrics"):
        return list(alarm["Metrics"])
    metric = {key: alarm.get(key) for key in ("Namespace", "MetricName", "Dimensions")}
    stat = {
        "Metric": metric,
        "Period": alarm.get("Period") or 60,
        "Stat": alarm.get("ExtendedStatistic") or alarm.get("Statistic") or "Average",
        "Unit": alarm.get("Unit"),
    }
    return [{"Id": "m1", "MetricStat": stat, "ReturnData": True}]


def _period(alarm: Mapping[str, Any]) -> int:
    found = [query["MetricStat"]["Period"] for query in _queries(alarm) if query.get("MetricStat")]
    return max((int(period) for period in found), default=60)


def _series(alarm: Mapping[str, Any], begins: list[int], period: int) -> Series:
    """What the alarm watches: its metric, or the one expression it returns."""
    found: dict[str, Series] = {}
    pending = []
    for query in _queries(alarm):
        stat = query.get("MetricStat")
        if stat is None:
            pending.append(query)
            continue
        metric = Metric(
            stat["Metric"]["Namespace"],
            stat["Metric"]["MetricName"],
            dimensions(stat["Metric"].get("Dimensions")),
            stat["Stat"],
            period,
            stat.get("Unit"),
        )
        found[query["Id"]] = metric.datapoints(begins[0], begins[-1] + period)
    # An expression may use another one that stands after it.
    for query in sorted(pending, key=lambda one: bool(one.get("ReturnData", True))):
        found[query["Id"]] = evaluate(query["Expression"], found, begins)
    returned = [query["Id"] for query in _queries(alarm) if query.get("ReturnData", True)]
    return found[returned[-1]]
