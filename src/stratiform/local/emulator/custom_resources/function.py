"""A custom resource's own function, run for real. It fails as soon as nobody can answer any more."""

from __future__ import annotations

import json
import threading
import time
import uuid
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.custom_resources.afterwards import end_soon
from stratiform.local.emulator.custom_resources.request import Answer, Refused, Request

_CUSTOM = "services.cloudformation.custom_resource"
_LAMBDA = "services.lambda_svc"
# A function may end before its answer arrives: Node ends on the last callback, some pass the work on.
_AFTERWARDS = 2.0


def respond(request: Request) -> Answer:
    """Invoke the function and wait for its answer at the ResponseURL. Raises Refused."""
    name = request.function["config"]["FunctionName"]
    token = str(uuid.uuid4())
    answered: threading.Event = private.get(_CUSTOM, "register_token")(token)
    event = request.event(private.get(_CUSTOM, "_response_url")(token))
    started = time.monotonic()
    result = private.get(_LAMBDA, "_execute_function_with_config_scope")(request.function, event)
    failed = _failure(result)
    remaining = request.timeout - (time.monotonic() - started)
    answered.wait(_AFTERWARDS if failed else max(remaining, _AFTERWARDS))
    end_soon(request.function["config"]["FunctionArn"])
    entry = private.get(_CUSTOM, "_pending").pop(token, None) or {}
    answer = entry.get("result")
    if answer is None:
        if failed:
            raise Refused(f"The function {name} failed and did not answer: {failed}")
        raise Refused(
            f"The function {name} ended and did not answer within {request.timeout:.0f} s. "
            "Send a response to event['ResponseURL'], or set ServiceTimeout if it takes longer"
        )
    if answer.get("Status") != "SUCCESS":
        raise Refused(answer.get("Reason") or f"The function {name} answered {answer.get('Status')}")
    return answer.get("PhysicalResourceId") or request.id_or_new(), answer.get("Data") or {}


def _failure(result: dict[str, Any]) -> str | None:
    if not (result.get("error") or result.get("throttle")):
        return None
    body = result.get("body")
    if isinstance(body, (str, bytes)):
        try:
            body = json.loads(body)
        except ValueError:
            return str(body)
    if isinstance(body, dict):
        return str(body.get("errorMessage") or body.get("Message") or body)
    return str(body)
