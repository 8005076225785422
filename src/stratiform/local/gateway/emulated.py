"""What the gateway asks the emulator for while it serves: functions and objects."""

from __future__ import annotations

import http.client
import json
from urllib.parse import quote

from botocore.exceptions import BotoCoreError, ClientError

from stratiform.local.cloud import Cloud
from stratiform.local.gateway.website import Object, fetched


def invoke(cloud: Cloud, function: str, event: dict[str, object]) -> bytes:
    """The payload of a function's answer. Raises RuntimeError when it fails or cannot be invoked."""
    try:
        answer = cloud.functions().invoke(FunctionName=function, Payload=json.dumps(event).encode())
    except (BotoCoreError, ClientError) as error:
        raise RuntimeError(str(error)) from error
    payload: bytes = answer["Payload"].read()
    if "FunctionError" in answer:
        raise RuntimeError(payload.decode(errors="replace"))
    return payload


def fetch(host: str, port: int, bucket: str, key: str) -> Object | None:
    """An object, read as anybody may: without a signature. None when there is none, or it is not public."""
    connection = http.client.HTTPConnection(host, port, timeout=60)
    try:
        connection.request("GET", f"/{bucket}/{quote(key)}")
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            return None
        return fetched({name.lower(): value for name, value in answer.getheaders()}, body)
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
