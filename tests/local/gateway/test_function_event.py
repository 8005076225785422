from __future__ import annotations

import base64
import json

import pytest

from stratiform.local.gateway.function_event import event, response

HEADERS = [(b"Host", b"x"), (b"X-A", b"1"), (b"X-A", b"2")]


def test_values_are_single_or_multiple() -> None:
    single = event("arn", "GET", "/p", "a=1&a=%20&b", HEADERS, b"", multi_value=False)
    assert (single["queryStringParameters"], single["headers"]) == (
        {"a": "%20", "b": ""},
        {"host": "x", "x-a": "2"},
    )
    many = event("arn", "GET", "/p", "a=1&a=%20", HEADERS, b"", multi_value=True)
    assert many["multiValueQueryStringParameters"] == {"a": ["1", "%20"]}
    assert many["multiValueHeaders"] == {"host": ["x"], "x-a": ["1", "2"]}
    assert "headers" not in many


@pytest.mark.parametrize(
    ("kind", "body", "encoded"),
    [
        (b"text/html", b"a", False),
        (b"application/json", b"{}", False),
        (b"application/octet-stream", b"a", True),
        (b"text/plain", b"\xff", True),
    ],
)
def test_what_is_no_text_is_encoded(kind: bytes, body: bytes, encoded: bool) -> None:
    made = event("arn", "POST", "/", "", [(b"Content-Type", kind)], body, multi_value=False)
    assert made["isBase64Encoded"] is encoded
    text = made["body"]
    assert (base64.b64decode(text) if encoded else text.encode()) == body


def test_an_answer() -> None:
    answer = {
        "statusCode": 200,
        "headers": {"A": "b", "Content-Length": "9"},
        "multiValueHeaders": {"Set-Cookie": ["x", "y"]},
        "body": "hi",
    }
    payload = json.dumps(answer).encode()
    assert response(payload, multi_value=False).headers == ((b"A", b"b"),)
    many = response(payload, multi_value=True)
    assert (many.headers, many.body) == (((b"Set-Cookie", b"x"), (b"Set-Cookie", b"y")), b"hi")


@pytest.mark.parametrize(
    "payload",
    [b"null", b"{}", b"not json", b'{"statusCode": "200"}', b'{"statusCode": 200, "body": {}}',
     b'{"statusCode": 200, "headers": {"A": "b\\r\\nC: d"}}'],
)  # fmt: skip
def test_what_is_no_answer_is_an_error(payload: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        response(payload, multi_value=False)
