"""``custom_resources.Provider``: the framework's own functions are left out, the user's are run for real."""

from __future__ import annotations

import json
import re
import time
from typing import Any

from stratiform.local.emulator.client import client
from stratiform.local.emulator.custom_resources.afterwards import end_soon
from stratiform.local.emulator.custom_resources.request import Answer, Refused, Request

_ON_EVENT = "USER_ON_EVENT_FUNCTION_ARN"
_IS_COMPLETE = "USER_IS_COMPLETE_FUNCTION_ARN"
_WAITER = "WAITER_STATE_MACHINE_ARN"


def applies(request: Request) -> bool:
    """By the variable in which the framework keeps the user's function."""
    return _ON_EVENT in _variables(request)


def respond(request: Request) -> Answer:
    """Call on_event, then is_complete until it says so. Raises Refused with the user's own message."""
    variables = _variables(request)
    try:
        return _answer(request, variables)
    finally:
        for name in variables.keys() & {_ON_EVENT, _IS_COMPLETE}:
            end_soon(variables[name])


def _answer(request: Request, variables: dict[str, str]) -> Answer:
    event = request.event("...")
    result = _invoke(variables[_ON_EVENT], event)
    physical_id = result.get("PhysicalResourceId") or request.physical_id or event["RequestId"]
    if request.kind == "Delete" and physical_id != request.physical_id:
        raise Refused("DELETE: the physical resource id cannot be changed during deletion")
    data = dict(result.get("Data") or {})
    if _IS_COMPLETE in variables:
        data |= _wait(variables, {**event, **result, "PhysicalResourceId": physical_id})
    return physical_id, data


def _variables(request: Request) -> dict[str, str]:
    return dict((request.function["config"].get("Environment") or {}).get("Variables") or {})


def _wait(variables: dict[str, str], event: dict[str, Any]) -> dict[str, Any]:
    interval, attempts = _patience(variables.get(_WAITER))
    for _ in range(attempts):
        result = _invoke(variables[_IS_COMPLETE], event)
        if result.get("IsComplete"):
            return dict(result.get("Data") or {})
        if result.get("Data"):
            raise Refused('"Data" is not allowed if "IsComplete" is "False"')
        time.sleep(interval)
    raise Refused(f"Operation timed out: is_complete did not say so in {attempts} tries")


def _patience(waiter: str | None) -> tuple[float, int]:
    """Seconds between two calls of is_complete, and how many; from the framework's state machine."""
    if waiter is None:
        return 5.0, 360
    definition = client("stepfunctions").describe_state_machine(stateMachineArn=waiter)["definition"]
    interval = re.search(r'"IntervalSeconds":\s*(\d+)', definition)
    attempts = re.search(r'"MaxAttempts":\s*(\d+)', definition)
    return float(interval[1]) if interval else 5.0, int(attempts[1]) if attempts else 360


def _invoke(function: str, event: dict[str, Any]) -> dict[str, Any]:
    answer = client("lambda").invoke(FunctionName=function, Payload=json.dumps(event).encode())
    payload = json.loads(answer["Payload"].read() or b"null")
    if answer.get("FunctionError"):
        message = payload.get("errorMessage", payload) if isinstance(payload, dict) else payload
        raise Refused(f"{message} (function {function.rsplit(':', 1)[-1]})")
    return payload if isinstance(payload, dict) else {}
