"""Each change of a parameter is an event on the default bus.

https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-eventbridge-events.html
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.service_events import send

EXPLAIN = None
_SSM = "services.ssm"
Answer = tuple[int, Any, Any]
Operation = Callable[[dict[str, Any]], Answer]


def install() -> None:
    """Send an event where MiniStack changes a parameter."""
    private.wrap(_SSM, "_put_parameter", _putting)
    private.wrap(
        _SSM, "_label_parameter_version", lambda original: _telling(original, "LabelParameterVersion")
    )
    private.wrap(_SSM, "_delete_parameter", lambda original: _telling(original, "Delete"))
    private.wrap(_SSM, "_delete_parameters", _deleting)


def _known(name: str) -> dict[str, Any]:
    found: dict[str, Any] = private.get(_SSM, "_parameters").get(name) or {}
    return found


def _tell(operation: str, name: str, parameter: dict[str, Any]) -> None:
    detail = {"operation": operation, "name": name, "type": parameter.get("Type", "String")}
    if parameter.get("Description"):
        detail["description"] = parameter["Description"]
    send("aws.ssm", "Parameter Store Change", detail, parameter.get("ARN", ""))


def _putting(original: Operation) -> Operation:
    @functools.wraps(original)
    def put(data: dict[str, Any]) -> Answer:
        name = data.get("Name", "")
        operation = "Update" if _known(name) else "Create"
        answer = original(data)
        if answer[0] < 300:
            _tell(operation, name, _known(name))
        return answer

    return put


def _telling(original: Operation, operation: str) -> Operation:
    @functools.wraps(original)
    def call(data: dict[str, Any]) -> Answer:
        name = data.get("Name", "")
        before = _known(name)
        answer = original(data)
        if answer[0] < 300:
            _tell(operation, name, before)
        return answer

    return call


def _deleting(original: Operation) -> Operation:
    @functools.wraps(original)
    def delete(data: dict[str, Any]) -> Answer:
        before = {name: found for name in data.get("Names", []) if (found := _known(name))}
        answer = original(data)
        for name, parameter in before.items():
            if not _known(name):
                _tell("Delete", name, parameter)
        return answer

    return delete
