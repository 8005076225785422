"""Step Functions writes its history to the log group of a state machine, and AWS/States metrics."""

from __future__ import annotations

import functools
import json
import logging
import time
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.registry import extend
from stratiform.local.emulator.resource_type import Created, Properties

EXPLAIN = None
_STATES = "services.stepfunctions"
_METRICS = {
    "ExecutionStarted": "ExecutionsStarted",
    "ExecutionSucceeded": "ExecutionsSucceeded",
    "ExecutionFailed": "ExecutionsFailed",
    "ExecutionTimedOut": "ExecutionsTimedOut",
    "ExecutionAborted": "ExecutionsAborted",
}
_LEVELS: dict[str, tuple[str, ...]] = {
    "ALL": ("",),
    "ERROR": ("Failed", "TimedOut", "Aborted"),
    "FATAL": ("ExecutionFailed", "ExecutionTimedOut", "ExecutionAborted"),
    "OFF": (),
}
_DATA = ("input", "output")
_log = logging.getLogger("state-machines")


def _telling(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    @functools.wraps(original)
    def add(
        execution: dict[str, Any], event_type: str, details: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        event = original(execution, event_type, details)
        _tell(execution, event)
        return event

    return add


def _telling_the_start(original: Callable[[str], None]) -> Callable[[str], None]:
    """The first event is there before anything runs, without passing ``_add_event``."""

    @functools.wraps(original)
    def run(exec_arn: str) -> None:
        execution = private.get(_STATES, "_executions").get(exec_arn)
        if execution:
            for event in list(execution["events"]):
                _tell(execution, event)
        original(exec_arn)

    return run


def _tell(execution: dict[str, Any], event: dict[str, Any]) -> None:
    machine = execution.get("stateMachineArn", "")
    if event["type"] in _METRICS:
        record = private.get("services.cloudwatch", "record_metric")
        record("AWS/States", _METRICS[event["type"]], 1, "Count", {"StateMachineArn": machine})
    try:
        _write(execution, event)
    except Exception:
        _log.exception("An event of %s could not be logged", machine)


def _write(execution: dict[str, Any], event: dict[str, Any]) -> None:
    machine = private.get(_STATES, "_state_machines").get(execution.get("stateMachineArn")) or {}
    logging_ = machine.get("loggingConfiguration") or {}
    words = _LEVELS.get(logging_.get("level", "OFF"), ())
    if not any(word in event["type"] for word in words):
        return
    for destination in logging_.get("destinations") or []:
        arn = (destination.get("cloudWatchLogsLogGroup") or {}).get("logGroupArn", "")
        group = arn.removesuffix(":*").rsplit(":log-group:", 1)[-1]
        message = _message(execution, event, bool(logging_.get("includeExecutionData")))
        _put(group, f"states/{machine['name']}", message)


def _message(execution: dict[str, Any], event: dict[str, Any], data: bool) -> dict[str, Any]:
    found: dict[str, Any] = next((value for key, value in event.items() if key.endswith("EventDetails")), {})
    return {
        "id": str(event["id"]),
        "type": event["type"],
        "details": {key: value for key, value in found.items() if data or key not in _DATA},
        "event_timestamp": str(int(time.time() * 1000)),
        "execution_arn": execution["executionArn"],
    }


def _put(group: str, stream: str, message: dict[str, Any]) -> None:
    put = private.get("services.cloudwatch_logs", "_put_log_events")
    place = {"logGroupName": group, "logStreamName": stream}
    line = {**place, "logEvents": [{"timestamp": int(time.time() * 1000), "message": json.dumps(message)}]}
    if put(line)[0] >= 400:
        private.get("services.cloudwatch_logs", "_create_log_stream")(place)
        put(line)


def _api_spelling(value: Any) -> Any:
    if isinstance(value, dict):
        return {key[0].lower() + key[1:]: _api_spelling(item) for key, item in value.items()}
    return [_api_spelling(item) for item in value] if isinstance(value, list) else value


def _spelled(properties: Properties) -> Properties:
    """MiniStack stores LoggingConfiguration as the template spells it; the API has camelCase."""
    found = properties.get("LoggingConfiguration")
    return {**properties, "LoggingConfiguration": _api_spelling(found)} if found else properties


def _creating(original: Callable[..., Created]) -> Callable[..., Created]:
    return lambda logical_id, properties, stack: original(logical_id, _spelled(properties), stack)


def _updating(original: Callable[..., Created]) -> Callable[..., Created]:
    return lambda physical_id, old, new, *rest: original(physical_id, _spelled(old), _spelled(new), *rest)


def install() -> None:
    """Follow every event of every execution."""
    private.wrap(_STATES, "_add_event", _telling)
    private.wrap(_STATES, "_run_execution", _telling_the_start)
    extend("AWS::StepFunctions::StateMachine", "create", _creating)
    extend("AWS::StepFunctions::StateMachine", "update", _updating)
