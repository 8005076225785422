"""Call a function of the local cloud and tell what it answered and logged."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from stratiform.errors import MachineFailed, WrongUse
from stratiform.local.cloud import Cloud
from stratiform.local.deployment import Deployment, Placed
from stratiform.local.naming import named, shown
from stratiform.local.services import TYPE as SERVICE

FUNCTION = "AWS::Lambda::Function"


@dataclass(frozen=True)
class Answer:
    """``error`` is None, Handled or Unhandled, as Lambda says it; ``payload`` is the JSON value."""

    function: str
    payload: Any
    error: str | None
    logs: tuple[str, ...]


def invoke(name: str, payload: Any, deployment: Deployment, cloud: Cloud) -> Answer:
    """Invoke the function that ``name`` means with ``payload``, any JSON value.

    Raises WrongUse for an unknown name, MachineFailed where Lambda refuses the call.
    """
    function = _function(name, deployment)
    try:
        answer = cloud.functions(function.target).invoke(
            FunctionName=function.physical_id, Payload=json.dumps(payload).encode(), LogType="Tail"
        )
    except ClientError as error:
        raise MachineFailed(
            f"{function.physical_id} was not invoked: {error.response['Error'].get('Message', error)}",
            where=function.path,
            fix="See `strat status`, and `strat logs`.",
        ) from error
    with answer["Payload"] as body:
        told = body.read().decode()
    tail = base64.b64decode(answer.get("LogResult", "")).decode(errors="replace")
    return Answer(
        function=function.path,
        payload=_value(told),
        error=answer.get("FunctionError"),
        logs=tuple(tail.splitlines()),
    )


def _function(name: str, deployment: Deployment) -> Placed:
    try:
        return named(name, deployment.of_type(FUNCTION), "function")
    except WrongUse as unknown:
        raise _service(name, deployment) or unknown from None


def _service(name: str, deployment: Deployment) -> WrongUse | None:
    """What to say to who calls a service."""
    try:
        found = shown(named(name, deployment.of_type(SERVICE), "service"))
    except WrongUse:
        return None
    return WrongUse(
        f"{found} is a service, and `strat invoke` calls functions.",
        fix=f"Call its URL, see `strat outputs`; `strat exec {name} COMMAND` runs a command in a task.",
    )


def _value(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text
