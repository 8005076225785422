"""Alarms are evaluated as CloudWatch does it, and by the clock: MiniStack looks only when data arrives."""

from __future__ import annotations

import functools
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.alarms.evaluation import judge
from stratiform.local.emulator.alarms.expression import NotSupported
from stratiform.local.emulator.periodic import every

EXPLAIN = (
    "An alarm looks at the current period too, so that it fires within seconds; "
    "CloudWatch waits for a period to be complete. Anomaly detection is not evaluated."
)

SECONDS = 1.0
# CloudWatch looks at a standard alarm every minute, and for so long a state set by hand stays.
SET_BY_HAND = 60.0
_CLOUDWATCH = "services.cloudwatch"
_log = logging.getLogger("alarms")
_evaluating = threading.Lock()
_set_by_hand: dict[str, float] = {}


def evaluate(alarm: dict[str, Any]) -> None:
    """Move ``alarm`` to the state its data gives it; a change is recorded and its actions run."""
    with _evaluating:
        if not (alarm.get("Metrics") or alarm.get("MetricName")):
            return
        if time.time() < _set_by_hand.get(alarm["AlarmArn"], 0.0):
            return
        try:
            verdict = judge(alarm)
        except NotSupported as reason:
            alarm["StateReason"] = f"Not evaluated locally: {reason}"
            return
        before = alarm["StateValue"]
        if verdict.state == before:
            return
        alarm["StateValue"] = verdict.state
        alarm["StateReason"] = verdict.reason
        alarm["StateUpdatedTimestamp"] = int(time.time())
        private.get(_CLOUDWATCH, "_record_history")(alarm["AlarmName"], before, verdict.state, verdict.reason)
    private.get(_CLOUDWATCH, "_dispatch_alarm_actions")(alarm, before, verdict.state, verdict.reason)
    private.get(_CLOUDWATCH, "_evaluate_parent_alarms")(alarm)


def _every_alarm(now: float) -> None:
    """One round over every account and region."""
    alarms = private.get(_CLOUDWATCH, "_alarms")
    scope = private.get("core.responses", "request_scope")
    for (account, region, _), alarm in list(alarms.to_dict().items()):
        with scope(account, region):
            try:
                evaluate(alarm)
            except Exception:
                _log.exception("The alarm %s could not be evaluated", alarm.get("AlarmName"))


def _remembering_the_hand(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def set_state(params: Any, cbor_data: Any, is_cbor: bool, is_json: bool = False) -> Any:
        name = (cbor_data or {}).get("AlarmName") or (params.get("AlarmName") or [""])[0]
        alarm = private.get(_CLOUDWATCH, "_alarms").get(name)
        if alarm is not None:
            _set_by_hand[alarm["AlarmArn"]] = time.time() + SET_BY_HAND
        return original(params, cbor_data, is_cbor, is_json)

    return set_state


def _keeping_metrics(original: Callable[..., Any]) -> Callable[..., Any]:
    """PutMetricAlarm drops Metrics, which holds the metric math."""

    @functools.wraps(original)
    def put(params: Any, cbor_data: Any, is_cbor: bool, is_json: bool = False) -> Any:
        answer = original(params, cbor_data, is_cbor, is_json)
        metrics = (cbor_data or {}).get("Metrics")
        if metrics and answer[0] < 400:
            _watch(private.get(_CLOUDWATCH, "_alarms")[cbor_data["AlarmName"]], metrics)
        return answer

    return put


def _accepting_metrics(original: Callable[..., Any]) -> Callable[..., Any]:
    """The alarm record of a template whose alarm has Metrics instead of one metric."""

    @functools.wraps(original)
    def record(name: str, props: dict[str, Any]) -> Any:
        if not props.get("Metrics"):
            return original(name, props)
        one = {key: value for key, value in props.items() if key != "Metrics"}
        one = {"Threshold": 0, **one, "MetricName": "-", "Namespace": "-"}
        made = original(name, one)
        _watch(made, props["Metrics"])
        return made

    return record


def _watch(alarm: dict[str, Any], metrics: list[dict[str, Any]]) -> None:
    alarm["Metrics"] = [_query(metric) for metric in metrics]
    for key in ("MetricName", "Namespace", "Statistic", "ExtendedStatistic", "Period", "Dimensions", "Unit"):
        alarm.pop(key, None)


def _query(metric: dict[str, Any]) -> dict[str, Any]:
    made = {**metric, "ReturnData": str(metric.get("ReturnData", True)).lower() == "true"}
    if metric.get("MetricStat"):
        made["MetricStat"] = {**metric["MetricStat"], "Period": int(metric["MetricStat"]["Period"])}
    return made


def install() -> None:
    """Replace MiniStack's evaluation and start the clock."""
    private.wrap(_CLOUDWATCH, "_evaluate_alarm", lambda original: functools.wraps(original)(evaluate))
    private.wrap(_CLOUDWATCH, "_put_metric_alarm", _keeping_metrics)
    private.wrap(_CLOUDWATCH, "_set_alarm_state", _remembering_the_hand)
    private.wrap("services.cloudformation.provisioners", "_cw_metric_alarm_record", _accepting_metrics)
    every(SECONDS, _every_alarm, "alarm-clock")
