"""``AwsCustomResource``: one API call when a resource is created, updated or deleted."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from typing import Any

import boto3
from botocore import xform_name
from botocore.exceptions import ClientError
from botocore.utils import CLIENT_NAME_TO_HYPHENIZED_SERVICE_ID_OVERRIDES

from stratiform.local.emulator.call import call
from stratiform.local.emulator.custom_resources.request import Answer, Refused, Request

_PHYSICAL_ID = "PHYSICAL:RESOURCEID:"


def applies(request: Request) -> bool:
    """By its properties: the type is the user's to choose."""
    return "InstallLatestAwsSdk" in request.properties and bool(
        {"Create", "Update", "Delete"} & request.properties.keys()
    )


def respond(request: Request) -> Answer:
    """Make the call of this kind of request, if there is one. Raises Refused."""
    calls = {kind: _read(request.properties.get(kind)) for kind in ("Create", "Update", "Delete")}
    wanted = calls[request.kind]
    physical_id = _physical_id(request, calls)
    if not wanted:
        return physical_id, {}
    parameters = _with_physical_id(wanted.get("parameters") or {}, physical_id)
    try:
        answer = call(_service(wanted["service"]), _operation(wanted["action"]), parameters)
    except ClientError as error:
        pattern = wanted.get("ignoreErrorCodesMatching")
        if pattern and re.search(pattern, error.response["Error"].get("Code", "")):
            return physical_id, {}
        raise Refused(str(error)) from error
    answer.pop("ResponseMetadata", None)
    data = dict(_flatten(answer))
    path = (wanted.get("physicalResourceId") or {}).get("responsePath")
    if path:
        physical_id = str(data[path])
    kept = wanted.get("outputPaths") or ([wanted["outputPath"]] if wanted.get("outputPath") else None)
    if kept is not None:
        data = {key: value for key, value in data.items() if key.startswith(tuple(kept))}
    return physical_id, data


def _read(text: str | None) -> dict[str, Any]:
    return json.loads(text) if text else {}


def _physical_id(request: Request, calls: dict[str, dict[str, Any]]) -> str:
    kinds = ("Create", "Update", "Delete") if request.kind == "Create" else (request.kind,)
    ids = [(calls[kind].get("physicalResourceId") or {}).get("id") for kind in kinds]
    return next((found for found in ids if found), None) or request.physical_id or request.logical_id


def _with_physical_id(value: Any, physical_id: str) -> Any:
    if isinstance(value, dict):
        return {key: _with_physical_id(item, physical_id) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_physical_id(item, physical_id) for item in value]
    return physical_id if value == _PHYSICAL_ID else value


@functools.cache
def _services() -> dict[str, str]:
    """boto3's name of a service by the SDK for JavaScript's, without hyphens and in lower case."""
    found = {}
    for name in boto3.session.Session().get_available_services():
        spelled = CLIENT_NAME_TO_HYPHENIZED_SERVICE_ID_OVERRIDES.get(name, name)
        found[spelled.replace("-", "")] = name
        found.setdefault(name.replace("-", ""), name)
    return found


def _service(name: str) -> str:
    key = name.removeprefix("@aws-sdk/client-").replace("-", "").replace("_", "").lower()
    if key not in _services():
        raise Refused(f"There is no AWS service {name!r}")
    return _services()[key]


def _operation(action: str) -> str:
    name = action.removesuffix("Command")
    return xform_name(name[0].upper() + name[1:])


def _flatten(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """``{"a": [{"b": 1}]}`` as ``a.0.b`` and 1, the way the CDK's provider answers."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _flatten(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _flatten(item, f"{path}.{index}" if path else str(index))
    elif hasattr(value, "read"):
        yield path, value.read().decode("utf-8", errors="replace")
    elif hasattr(value, "isoformat"):
        yield path, value.isoformat()
    elif isinstance(value, bytes):
        yield path, value.decode("utf-8", errors="replace")
    else:
        yield path, value
