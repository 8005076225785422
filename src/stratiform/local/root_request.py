"""One question to the local cloud as its root, without boto3: reading commands must start at once.

The local cloud knows an account's root by the account id alone, so one unsigned request is enough.
"""

from __future__ import annotations

import http.client
import json
import urllib.parse
from collections.abc import Mapping
from typing import Any

from stratiform.errors import EmulatorFailed
from stratiform.local.target import Target


def ask(
    endpoint: str, target: Target, service: str, operation: str, body: Mapping[str, Any], *, version: str
) -> dict[str, Any]:
    """The answer of a service that speaks JSON; empty where nothing answers or the answer is an error.

    ``operation`` is the value of X-Amz-Target, ``version`` that of the JSON protocol (1.0, 1.1).
    """
    headers = {"Content-Type": f"application/x-amz-json-{version}", "X-Amz-Target": operation}
    try:
        answer = _answer(endpoint, target, service, "POST", "/", json.dumps(body), headers)
        found: dict[str, Any] = json.loads(answer or b"{}")
    except (OSError, http.client.HTTPException, ValueError):
        return {}
    return found


def read(endpoint: str, target: Target, service: str, path: str) -> bytes | None:
    """The body at ``path`` of a service with paths; None where the answer is an error.

    Raises EmulatorFailed where nothing answers.
    """
    try:
        return _answer(endpoint, target, service, "GET", path)
    except (OSError, http.client.HTTPException) as error:
        raise EmulatorFailed(
            f"The local cloud does not answer: {error}", fix="Run `strat up` again."
        ) from error


def _answer(
    endpoint: str,
    target: Target,
    service: str,
    method: str,
    path: str,
    body: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> bytes | None:
    scope = f"{target.account}/20260101/{target.region}/{service}/aws4_request"
    signed = f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=root"
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(endpoint).netloc, timeout=5)
    try:
        connection.request(method, path, body=body, headers={**(headers or {}), "Authorization": signed})
        answer = connection.getresponse()
        return answer.read() if answer.status == 200 else None
    finally:
        connection.close()
