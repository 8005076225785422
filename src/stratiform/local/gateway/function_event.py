"""A request as a Lambda target gets it, and its answer as a response.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LARGEST_BODY = 1024 * 1024
_TEXT = ("text/", "application/json", "application/javascript", "application/xml")


@dataclass(frozen=True)
class Response:
    """What the client gets."""

    status: int
    reason: str
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


def event(
    group: str,
    method: str,
    path: str,
    query: str,
    headers: Sequence[tuple[bytes, bytes]],
    body: bytes,
    *,
    multi_value: bool,
) -> dict[str, Any]:
    """The event. Header names are in lower case; query values stay encoded, as load balancers leave them."""
    pairs = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in headers]
    parameters = [
        (key, value) for key, _, value in (part.partition("=") for part in query.split("&") if part)
    ]
    types = dict(pairs)
    as_text = types.get("content-type", "text/").startswith(_TEXT) and "content-encoding" not in types
    try:
        text = body.decode() if as_text else base64.b64encode(body).decode()
    except UnicodeDecodeError:
        as_text, text = False, base64.b64encode(body).decode()
    made: dict[str, Any] = {
        "requestContext": {"elb": {"targetGroupArn": group}},
        "httpMethod": method,
        "path": path,
    }
    if multi_value:
        made["multiValueQueryStringParameters"] = _lists(parameters)
        made["multiValueHeaders"] = _lists(pairs)
    else:
        made["queryStringParameters"] = dict(parameters)
        made["headers"] = dict(pairs)
    return {**made, "body": text, "isBase64Encoded": not as_text}


def response(payload: bytes, *, multi_value: bool) -> Response:
    """The response of a function. Raises ValueError when it is not in the form that load balancers take."""
    answer: Any = json.loads(payload)
    if not isinstance(answer, Mapping) or not isinstance(answer.get("statusCode"), int):
        raise ValueError("the function's answer has no statusCode")
    body = answer["body"] if answer.get("body") is not None else ""
    if not isinstance(body, str):
        raise ValueError("the function's body is no string")
    content = base64.b64decode(body) if answer.get("isBase64Encoded") else body.encode()
    if len(payload) > LARGEST_BODY:
        raise ValueError("the function's answer is larger than 1 MB")
    described = str(answer.get("statusDescription") or "").partition(" ")[2]
    return Response(
        answer["statusCode"], described, tuple(_headers(answer, multi_value=multi_value)), content
    )


def _headers(answer: Mapping[str, Any], *, multi_value: bool) -> Iterable[tuple[bytes, bytes]]:
    if multi_value:
        many = answer.get("multiValueHeaders") or {}
        given = [(name, value) for name, values in many.items() for value in values]
    else:
        given = list((answer.get("headers") or {}).items())
    for name, value in given:
        if str(name).lower() not in ("content-length", "connection", "transfer-encoding"):
            yield _field(str(name)), _field(str(value))


def _field(text: str) -> bytes:
    if any(character in text for character in "\r\n\0"):
        raise ValueError("a header of the function has a line break")
    return text.encode("latin-1", errors="replace")


def _lists(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for name, value in pairs:
        lists.setdefault(name, []).append(value)
    return lists
