"""Requests as the documentation of AWS's agents and extensions makes them in Python, by the usual clients.

https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-agent-how-to-use.html,
https://docs.aws.amazon.com/secretsmanager/latest/userguide/secrets-manager-agent.html,
https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html,
https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-integration-lambda-extensions.html

Powertools' providers and AWS's caching library call AWS's own API by boto3, not an agent on localhost.
"""

from __future__ import annotations

import http.client
import json
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any

import pytest
import requests
import urllib3

from agent.conftest import TOKEN
from agent.service import FakeAws, arn_of

Client = Callable[[str, Mapping[str, str]], bytes]
OURS = {"X-Aws-Parameters-Secrets-Token": TOKEN}
PATH = "/applications/shop/environments/prod/configurations/flags"


def by_urllib(url: str, headers: Mapping[str, str]) -> bytes:
    asked = urllib.request.Request(url)
    for name, value in headers.items():
        asked.add_header(name, value)
    with urllib.request.urlopen(asked, timeout=60) as answer:
        body: bytes = answer.read()
    return body


def by_requests(url: str, headers: Mapping[str, str]) -> bytes:
    answer = requests.get(url, headers=headers, timeout=60)
    answer.raise_for_status()
    body: bytes = answer.content
    return body


def by_urllib3(url: str, headers: Mapping[str, str]) -> bytes:
    with urllib3.PoolManager() as pool:
        answer = pool.request("GET", url, headers=dict(headers), timeout=60)
    assert answer.status == 200
    return answer.data


def by_http_client(url: str, headers: Mapping[str, str]) -> bytes:
    place, _, path = url.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(place, timeout=60)
    try:
        connection.request("GET", f"/{path}", headers=dict(headers))
        answer = connection.getresponse()
        assert answer.status == 200
        return answer.read()
    finally:
        connection.close()


CLIENTS = pytest.mark.parametrize("client", [by_urllib, by_requests, by_urllib3, by_http_client])


@CLIENTS
def test_a_configuration_and_its_flags(client: Client, ports: tuple[int, int]) -> None:
    url = f"http://localhost:{ports[1]}{PATH}"
    assert json.loads(client(url, {})) == {"beta": {"enabled": False}}
    assert json.loads(client(f"{url}?flag=beta", {}))["enabled"] is False
    headers = {"Context": "country=US,userId=1", "Entity-Id": "customer-1"}
    assert json.loads(client(f"{url}?flag=beta", headers)) == {"enabled": False}


@CLIENTS
@pytest.mark.parametrize("form", ["/secretsmanager/get?secretId={0}", "/v1/{0}"])
@pytest.mark.parametrize("secret", ["db", arn_of("db")])
def test_a_secret(client: Client, form: str, secret: str, ports: tuple[int, int]) -> None:
    found: dict[str, Any] = json.loads(client(f"http://localhost:{ports[0]}{form.format(secret)}", OURS))
    assert (found["SecretString"], found["ARN"]) == ("one", arn_of("db"))


@CLIENTS
@pytest.mark.parametrize("name", ["limit", "%2Fshop%2Flimit", "/shop/limit"])
def test_a_parameter(client: Client, name: str, ports: tuple[int, int], state: FakeAws) -> None:
    for each in ("limit", "/shop/limit"):
        state.parameters[each] = {"Name": each, "Type": "SecureString", "Value": "7", "Version": 1}
    url = f"http://localhost:{ports[0]}/systemsmanager/parameters/get/?name={name}&withDecryption=true"
    assert json.loads(client(url, OURS))["Parameter"]["Value"] == "7"
