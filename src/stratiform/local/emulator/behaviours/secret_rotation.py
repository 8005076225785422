"""RotateSecret invokes the secret's function, step by step. MiniStack relabels the same value."""

from __future__ import annotations

import contextvars
import functools
import json
import logging
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.answer import Answer, json_answer
from stratiform.local.emulator.client import client

EXPLAIN = None
_STEPS = ("createSecret", "setSecret", "testSecret", "finishSecret")
_SECRETS = "services.secretsmanager"
_log = logging.getLogger("rotation")

Operation = Callable[[dict[str, Any]], Answer]


def _rotating(original: Operation) -> Operation:
    @functools.wraps(original)
    def rotate(data: dict[str, Any]) -> Answer:
        _, secret = private.get(_SECRETS, "_resolve")(data.get("SecretId"))
        function = data.get("RotationLambdaARN") or (secret or {}).get("RotationLambdaARN")
        if not secret or secret.get("DeletedDate") or not function:
            return original(data)
        secret["RotationLambdaARN"] = function
        secret["RotationRules"] = data.get("RotationRules") or secret.get("RotationRules")
        secret["RotationEnabled"] = True
        token = data.get("ClientRequestToken") or str(uuid.uuid4())
        if data.get("RotateImmediately", True):
            _stage(secret, token)
            scope = contextvars.copy_context()
            threading.Thread(target=scope.run, args=(_run, secret, token), daemon=True).start()
        return json_answer(200, {"ARN": secret["ARN"], "Name": secret["Name"], "VersionId": token})

    return rotate


def _stage(secret: dict[str, Any], token: str) -> None:
    """A version without a value, as the function expects to find it."""
    for version in secret["Versions"].values():
        version["Stages"] = [stage for stage in version["Stages"] if stage != "AWSPENDING"]
    secret["Versions"][token] = {
        "SecretString": None,
        "SecretBinary": None,
        "CreatedDate": int(time.time()),
        "Stages": ["AWSPENDING"],
    }


def _run(secret: dict[str, Any], token: str) -> None:
    for step in _STEPS:
        event = {"Step": step, "SecretId": secret["ARN"], "ClientRequestToken": token}
        try:
            answer = client("lambda").invoke(
                FunctionName=secret["RotationLambdaARN"], Payload=json.dumps(event).encode()
            )
        except Exception as error:
            _log.warning("The rotation of %s stopped at %s: %s", secret["Name"], step, error)
            return
        if answer.get("FunctionError"):
            failure = answer["Payload"].read().decode(errors="replace")
            _log.warning("The rotation of %s stopped at %s: %s", secret["Name"], step, failure)
            return
    secret["LastRotatedDate"] = int(time.time())


def _finding_values_only(original: Operation) -> Operation:
    @functools.wraps(original)
    def get(data: dict[str, Any]) -> Answer:
        status, headers, body = original(data)
        if status == 200 and not {"SecretString", "SecretBinary"} & json.loads(body).keys():
            message = "Secrets Manager can't find the specified secret value."
            return json_answer(400, {"__type": "ResourceNotFoundException", "message": message})
        return status, headers, body

    return get


def install() -> None:
    """Run the four steps behind RotateSecret."""
    private.wrap(_SECRETS, "_rotate_secret", _rotating)
    private.wrap(_SECRETS, "_get_secret_value", _finding_values_only)
