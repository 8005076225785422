"""A page of another site gets nothing; programs and pages of this machine get everything."""

from __future__ import annotations

import http.client
from typing import Any

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from stratiform.local.emulator.behaviours.web_pages import refusal

from ...conftest import ACCOUNT, REGION, LocalCloud

SIGNATURE = "AWS4-HMAC-SHA256 Credential=000000000000/20270101/us-east-1/sqs/aws4_request"


def scope(path: str = "/", query: str = "", **headers: str) -> dict[str, Any]:
    given = {"host": "127.0.0.1:4566", **{name.replace("_", "-"): value for name, value in headers.items()}}
    pairs = [(name.encode(), value.encode()) for name, value in given.items()]
    return {"type": "http", "path": path, "query_string": query.encode(), "headers": pairs}


@pytest.mark.parametrize(
    "foreign",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec_fetch_site": "cross-site"},
        {"host": "rebound.example:4566"},
        {"host": "127.0.0.1.evil.example:4566"},
    ],
)
def test_a_signed_call_of_another_site_is_refused(foreign: dict[str, str]) -> None:
    assert refusal(scope(authorization=SIGNATURE, **foreign))
    assert refusal(scope(query="Action=CreateStack&X-Amz-Signature=00", **foreign))
    assert refusal(scope("/_ministack/lambda-code/000000000000/us-east-1/f", **foreign))


@pytest.mark.parametrize(
    "local",
    [
        {},
        {"origin": "http://localhost:5173"},
        {"origin": "http://127.0.0.1:3000", "sec_fetch_site": "same-site"},
        {"host": "bucket.localhost:4566"},
        {"host": "queue.us-east-1.amazonaws.com"},
        {"host": "[::1]:4566"},
    ],
)
def test_a_signed_call_of_this_machine_is_served(local: dict[str, str]) -> None:
    assert refusal(scope(authorization=SIGNATURE, **local)) is None


def test_an_api_answers_every_site_that_its_cors_allows() -> None:
    assert refusal(scope("/_aws/execute-api/abc/prod/item", origin="https://shop.example")) is None


def test_reset_is_off() -> None:
    assert refusal(scope("/_ministack/reset"))


@pytest.mark.local
def test_the_running_cloud_refuses_too(local_cloud: LocalCloud) -> None:
    def status(**headers: str) -> int:
        request = AWSRequest("POST", f"{local_cloud.emulator.endpoint}/", data="Action=ListQueues")
        SigV4Auth(Credentials(ACCOUNT, "test"), "sqs", REGION).add_auth(request)
        connection = http.client.HTTPConnection("127.0.0.1", local_cloud.emulator.port)
        kind = {"content-type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/", "Action=ListQueues", {**dict(request.headers), **kind, **headers})
        try:
            return connection.getresponse().status
        finally:
            connection.close()

    assert status() == 200
    assert status(origin="https://evil.example") == 403
