"""One question to the local cloud as its root, without boto3: reading commands must start at once.

The local cloud knows an account's root by the account id alone, so one unsigned request is enough.
"""

from __future__ import annotations

import http.client
import json
import urllib.parse
from collections.abc import Mapping
from typing import Any

from stratiform.local.target import Target


def ask(
    endpoint: str, target: Target, service: str, operation: str, body: Mapping[str, Any], *, version: str
) -> dict[str, Any]:
    """The answer of a service that speaks JSON; empty where nothing answers or the answer is an error.

    ``operation`` is the value of X-Amz-Target, ``version`` that of the JSON protocol (1.0, 1.1).
    """
    scope = f"{target.account}/20260101/{target.region}/{service}/aws4_request"
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(endpoint).netloc, timeout=5)
    try:
        connection.request(
            "POST",
            "/",
            body=json.dumps(body),
            headers={
                "Content-Type": f"application/x-amz-json-{version}",
                "X-Amz-Target": operation,
                "Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=root",
            },
        )
        answer = connection.getresponse()
        found: dict[str, Any] = json.loads(answer.read()) if answer.status == 200 else {}
    except (OSError, http.client.HTTPException, ValueError):
        return {}
    finally:
        connection.close()
    return found
