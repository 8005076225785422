"""AWS Secrets Manager Agent's contract, row by row, over a real socket."""

from __future__ import annotations

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any, cast
from urllib.parse import quote

import aiohttp
import pytest
from yarl import URL

from agent.service import FakeAws, arn_of, serving
from stratiform.agent import http
from stratiform.agent.http import Address
from stratiform.agent.parameters.store import Parameters
from stratiform.agent.readiness import Readiness
from stratiform.agent.roles import Roles
from stratiform.agent.secrets.bodies import body
from stratiform.agent.secrets.handler import Contract, Handler
from stratiform.agent.secrets.secret import Secret
from stratiform.agent.secrets.store import Secrets
from waiting import PATIENCE

TOKEN = "t" * 40
OURS = {"X-Aws-Parameters-Secrets-Token": TOKEN}
ROLE = "arn:aws:iam::111122223333:role/reader"
GET = "/secretsmanager/get?secretId=db"


@dataclass
class Answer:
    status: int
    text: str
    headers: Any

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass
class Agent:
    """A server that runs; ``ask`` sends one request exactly as given."""

    port: int
    client: aiohttp.ClientSession
    listener: http.Listener
    handler: Handler

    async def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        url = URL(f"http://127.0.0.1:{self.port}{path}", encoded=True)
        async with self.client.request(method, url, headers=headers) as answer:
            return Answer(answer.status, await answer.text(), answer.headers)


@asynccontextmanager
async def running(
    state: FakeAws, *, ready: bool = True, holds: bool = True, roles: int = 20, **contract: Any
) -> AsyncIterator[Agent]:
    async with serving(state) as aws:
        readiness = Readiness(most=0.2, holds=holds)
        if ready:
            readiness.reached()
        whole = replace(Contract(Address("127.0.0.1", 0), TOKEN), **contract)
        store = Secrets(Roles(aws, roles, "test"))
        handler = Handler(whole, store, Parameters(aws), readiness)
        listener = await http.listen(whole.address, handler)
        async with aiohttp.ClientSession() as client:
            yield Agent(listener.port, client, listener, handler)
        await listener.close()


def answer(path: str, method: str = "GET", state: FakeAws | None = None, **headers: str) -> Answer:
    """What the agent answers to one request; secret ``db`` has the value ``one``."""
    return asked([(path, method, headers)], state)[0]


def asked(
    requests: list[tuple[str, str, dict[str, str]]], state: FakeAws | None = None, **named: Any
) -> list[Answer]:
    known = state or FakeAws()
    known.put("db", "one")
    known.put("path/to/db", "deep")

    async def body() -> list[Answer]:
        async with running(known, **named) as agent:
            return [await agent.ask(path, method, **headers) for path, method, headers in requests]

    return asyncio.run(body())


@pytest.mark.parametrize(
    ("path", "method", "headers", "status", "body"),
    [
        (GET, "GET", {**OURS, "X-Forwarded-For": "10.0.0.1"}, 400, "Forwarded"),
        (GET, "GET", {"X-Forwarded-For": "", "Accept": "*/*"}, 400, "Forwarded"),
        (GET, "GET", {"Accept": "*/*"}, 403, "Bad Token"),
        (GET, "GET", {"X-Vault-Token": "wrong"}, 403, "Bad Token"),
        (GET, "POST", {"X-Vault-Token": "wrong"}, 403, "Bad Token"),
        (GET, "POST", OURS, 405, "Not allowed"),
        (GET, "PUT", OURS, 405, "Not allowed"),
        (GET, "DELETE", OURS, 405, "Not allowed"),
        ("/ping", "POST", {"Accept": "*/*"}, 405, "Not allowed"),
        ("/pong", "POST", OURS, 405, "Not allowed"),
        ("/pong", "GET", OURS, 404, "Not found"),
        ("/", "GET", OURS, 404, "Not found"),
        ("/ping", "GET", {"Accept": "*/*"}, 200, "healthy"),
        ("/ping", "GET", {"X-Forwarded-For": "10.0.0.1"}, 200, "healthy"),
        ("/secretsmanager/get", "GET", OURS, 400, "missing parameter secretId"),
        ("/secretsmanager/get?secretId=", "GET", OURS, 400, "missing parameter secretId"),
        ("/secretsmanager/get?secretId=db&abc=1", "GET", OURS, 400, "unknown parameter: abc"),
        ("/v1/", "GET", OURS, 400, "missing secret ID"),
        (f"{GET}&refreshNow=maybe", "GET", OURS, 400, "invalid refreshNow value"),
        (
            f"{GET}&roleArn=reader",
            "GET",
            OURS,
            400,
            "invalid roleArn format, expected arn:<partition>:iam::<account>:role/<name>",
        ),
    ],
)
def test_each_refusal_has_its_status_and_words(
    path: str, method: str, headers: dict[str, str], status: int, body: str
) -> None:
    told = answer(path, method, **headers)
    assert (told.status, told.text) == (status, body)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (f"{GET}&", "one"),
        ("/secretsmanager/get?&&secretId=db&&versionStage=AWSCURRENT&", "one"),
        ("/secretsmanager/get?secretId=%64%62", "one"),
        ("/secretsmanager/get?secretId=path/to/db", "deep"),
        ("/secretsmanager/get?secretId=path%2fto%2Fdb", "deep"),
        ("/v1/path/to/db?", "deep"),
        ("/v1/path%2Fto/db?&", "deep"),
    ],
)
def test_an_id_may_be_written_in_each_of_these_ways(path: str, value: str) -> None:
    told = answer(path, **OURS)
    assert (told.status, told.json.get("SecretString")) == (200, value)


_LINES = f"Host: localhost\r\nX-Vault-Token: {TOKEN}\r\n"


@pytest.mark.parametrize(
    ("first", "statuses", "closes"),
    [
        (f"GET {GET} HTTP/1.0\r\nX-Vault-Token: {TOKEN}\r\n\r\n", [200], True),
        (f"GET {GET} HTTP/1.1\r\n{_LINES}\r\n" * 3, [200, 200, 200], False),
        (f"HEAD {GET} HTTP/1.1\r\n{_LINES}\r\n", [405], False),
        (f"OPTIONS * HTTP/1.1\r\n{_LINES}\r\n", [405], False),
        (f"PUT {GET} HTTP/1.1\r\n{_LINES}Content-Length: 19\r\n\r\nGET /ping HTTP/1.1\r", [405], False),
        (
            f"POST {GET} HTTP/1.1\r\n{_LINES}Transfer-Encoding: chunked\r\n\r\n5\r\nGET /\r\n0\r\n\r\n",
            [405],
            False,
        ),
        (f"GET {GET} HTTP/1.1\r\n{_LINES}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", [200], False),
    ],
)
def test_requests_on_one_connection_are_answered_in_turn_and_no_body_is_taken_for_one(
    first: str, statuses: list[int], closes: bool
) -> None:
    async def body() -> str:
        state = FakeAws()
        state.put("db", "one")
        async with running(state) as agent, asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection("127.0.0.1", agent.port)
            last = "" if closes else f"GET /last HTTP/1.1\r\n{_LINES}Connection: close\r\n\r\n"
            writer.write(f"{first}{last}".encode())
            found = await reader.read()
            writer.close()
            return found.decode()

    told = asyncio.run(body())
    expected = statuses if closes else [*statuses, 404]
    assert [int(each) for each in re.findall(r"HTTP/1\.[01] (\d+)", told)] == expected
    assert told.count("Not allowed") == (0 if first.startswith("HEAD") else statuses.count(405))


def test_a_token_that_is_no_text_is_a_wrong_one() -> None:
    told = answer(GET, **{"X-Vault-Token": "caf\udce9"})
    assert (told.status, told.text) == (403, "Bad Token")


def test_head_is_not_allowed() -> None:
    assert answer(GET, "HEAD", **OURS).status == 405


@pytest.mark.parametrize(
    "path",
    [
        GET,
        "/v1/db",
        f"/secretsmanager/get?secretId={arn_of('db')}",
        f"/v1/{arn_of('db')}",
        f"{GET}&versionStage=AWSCURRENT",
        f"{GET}&versionId=v1",
        f"{GET}&refreshNow=TRUE",
        f"{GET}&refreshNow=0",
    ],
)
def test_a_secret_is_written_as_awss_agent_writes_it(path: str) -> None:
    told = answer(path, **OURS)
    assert told.status == 200
    assert told.json == {
        "ARN": arn_of("db"),
        "Name": "db",
        "VersionId": "v1",
        "SecretString": "one",
        "VersionStages": ["AWSCURRENT"],
        "CreatedDate": "1700000010",
    }


@pytest.mark.parametrize(
    "path", ["/v1/path/to/db", "/v1/path%2Fto%2Fdb", "/secretsmanager/get?secretId=path%2Fto%2Fdb"]
)
def test_an_id_may_hold_slashes(path: str) -> None:
    assert answer(path, **OURS).json["SecretString"] == "deep"


def test_vaults_header_is_a_token_too() -> None:
    assert answer(GET, **{"X-Vault-Token": TOKEN}).status == 200


def test_the_extension_writes_dates_and_nulls() -> None:
    [told] = asked([(GET, "GET", OURS)], dialect="extension")
    assert told.json == {
        "ARN": arn_of("db"),
        "CreatedDate": "2023-11-14T22:13:30Z",
        "Name": "db",
        "SecretBinary": None,
        "SecretString": "one",
        "VersionId": "v1",
        "VersionStages": ["AWSCURRENT"],
        "ResultMetadata": {},
    }


@pytest.mark.parametrize(
    ("failing", "status", "type"),
    [
        ((400, "ResourceNotFoundException"), 400, "ResourceNotFoundException"),
        ((400, "AccessDeniedException"), 400, "AccessDeniedException"),
        ((500, "InternalServiceError"), 500, "InternalServiceError"),
    ],
)
def test_an_error_of_the_service_is_passed_on(failing: tuple[int, str], status: int, type: str) -> None:
    told = answer(GET, state=FakeAws(failing=failing), **OURS)
    assert (told.status, told.json) == (status, {"__type": type, "message": "as told"})


def test_silence_is_a_gateway_timeout() -> None:
    told = answer(GET, state=FakeAws(silent=True), **OURS)
    assert (told.status, told.json) == (504, {"__type": "TimeoutError", "message": "Timeout"})


def test_one_role_too_many_is_refused() -> None:
    [told] = asked([(f"{GET}&roleArn={ROLE}", "GET", OURS)], roles=0)
    assert (told.status, told.json["__type"]) == (400, "MaxRolesExceeded")


def test_a_page_that_was_pointed_here_by_its_name_is_refused() -> None:
    told = answer(GET, **OURS, Host="attacker.example")
    assert (told.status, told.text) == (403, "Bad Host")


@pytest.mark.parametrize("path", ["/systemsmanager/parameters/get", "/systemsmanager/parameters/get/"])
def test_a_parameter_is_written_as_the_extension_writes_it(path: str) -> None:
    parameter = {
        "Name": "/a/b",
        "Type": "String",
        "Value": "x",
        "Version": 3,
        "LastModifiedDate": 1.5,
        "ARN": "arn",
    }
    told = answer(f"{path}?name=%2Fa%2Fb", state=FakeAws(parameters={"/a/b": parameter}), **OURS)
    assert told.json == {
        "Parameter": {
            **parameter,
            "DataType": None,
            "LastModifiedDate": "1970-01-01T00:00:01.5Z",
            "Selector": None,
            "SourceResult": None,
        },
        "ResultMetadata": {},
    }


def test_of_version_and_label_the_first_counts() -> None:
    state = FakeAws(
        parameters={"a:2": {"Name": "a", "Value": "two"}, "a:live": {"Name": "a", "Value": "live"}}
    )
    path = "/systemsmanager/parameters/get?name=a"
    told = asked(
        [(f"{path}&version=2&label=live", "GET", OURS), (f"{path}&label=live&version=2", "GET", OURS)], state
    )
    assert [each.json["Parameter"]["Value"] for each in told] == ["two", "live"]


def test_more_connections_than_allowed_are_told_so_and_ping_has_two_more() -> None:
    async def body() -> None:
        state = FakeAws()
        state.put("db", "one")
        async with running(state, connections=3) as agent:
            held = [await asyncio.open_connection("127.0.0.1", agent.port) for _ in range(3)]
            await asyncio.sleep(0)
            told = await agent.ask(GET, **OURS)
            assert (told.status, told.text) == (429, "Connection limit exceeded")
            assert (await agent.ask("/ping", **OURS)).status == 200
            for _, writer in held:
                writer.close()
                await writer.wait_closed()

    asyncio.run(body())


def test_a_request_before_the_agent_is_ready_waits_and_is_then_answered() -> None:
    [told] = asked([(GET, "GET", OURS)], ready=False)
    assert told.status == 200


def test_a_request_before_the_agent_is_ready_is_refused_where_that_is_wanted() -> None:
    early, ping = asked([(GET, "GET", OURS), ("/ping", "GET", {})], ready=False, holds=False)
    assert (early.status, early.text) == (400, "not ready to serve traffic, please wait")
    assert ping.status == 200


@pytest.mark.parametrize(
    "sent",
    [
        b"GET " + b"/" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /ping HTTP/1.1\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"GET /ping HTTP/9.9\r\n\r\n",
    ],
)
def test_malformed_and_oversized_requests_are_refused_and_the_server_goes_on(sent: bytes) -> None:
    async def body() -> None:
        async with running(FakeAws()) as agent:
            reader, writer = await asyncio.open_connection("127.0.0.1", agent.port)
            writer.write(sent)
            assert (await reader.read(12))[8:] == b" 400"
            writer.close()
            assert (await agent.ask("/ping", **OURS)).status == 200

    asyncio.run(body())


def test_two_thousand_connections_break_nothing() -> None:
    async def body() -> None:
        async with running(FakeAws()) as agent:
            held = []
            for _ in range(2000):
                held.append(await asyncio.open_connection("127.0.0.1", agent.port))
            assert (await agent.ask("/ping", **OURS)).status == 429
            for _, writer in held:
                writer.transport.abort()
            async with asyncio.timeout(PATIENCE):  # and then the server comes back
                while (await agent.ask("/ping", **OURS)).status != 200:
                    await asyncio.sleep(0.02)

    asyncio.run(body())


def test_a_connection_that_dribbles_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_LIFETIME", 0.2)
    monkeypatch.setattr(http, "_GRACE", 0.2)

    async def body() -> None:
        async with running(FakeAws()) as agent:
            reader, writer = await asyncio.open_connection("127.0.0.1", agent.port)
            writer.write(b"GET /ping HT")
            async with asyncio.timeout(PATIENCE):
                assert await reader.read() == b""
            writer.close()

    asyncio.run(body())


def test_a_connection_that_never_rests_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_LIFETIME", 0.5)
    monkeypatch.setattr(http, "_GRACE", 0.5)

    async def body() -> None:
        async with running(FakeAws()) as agent, asyncio.timeout(20):
            reader, writer = await asyncio.open_connection("127.0.0.1", agent.port)
            with suppress(ConnectionError):
                while not reader.at_eof():
                    writer.write(b"GET /ping HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    await reader.read(1000)
            writer.close()

    asyncio.run(body())


def test_the_socket_is_the_loopbacks_alone() -> None:
    async def body() -> None:
        async with running(FakeAws()) as agent:
            own = socket.gethostbyname(socket.gethostname())
            if own.startswith("127."):
                return
            with pytest.raises(OSError):  # noqa: PT011
                await asyncio.open_connection(own, agent.port)

    asyncio.run(body())


def test_a_binary_secret_is_base64_and_has_no_text() -> None:
    secret = Secret(arn_of("db"), "db", "v1", ("AWSCURRENT",), 1_700_000_010.046, binary="AAEC")
    agents, extensions = json.loads(body(secret, "agent")), json.loads(body(secret, "extension"))
    assert (agents["SecretBinary"], "SecretString" in agents) == ("AAEC", False)
    assert agents["CreatedDate"] == "1700000010.046"
    assert (extensions["SecretBinary"], extensions["SecretString"]) == ("AAEC", None)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/v1/db?secretId=other", "unknown parameter: secretId"),
        ("/v1/db?abc=1", "unknown parameter: abc"),
        ("/v1/db?refreshNow=maybe", "invalid refreshNow value"),
        ("/v1/?versionId=v1", "missing secret ID"),
        ("/secretsmanager/get?versionId=v1", "missing parameter secretId"),
        ("/systemsmanager/parameters/get", "missing parameter name"),
        (f"{GET}&roleArn=arn:aws:iam::1:role/reader", "invalid roleArn format"),
        (f"{GET}&roleArn=arn:aws:iam::111122223333:user/reader", "invalid roleArn format"),
    ],
)
def test_each_wrong_parameter_is_a_bad_request(path: str, says: str) -> None:
    told = answer(path, **OURS)
    assert (told.status, told.text.partition(",")[0]) == (400, says)


def test_the_prefix_of_paths_is_a_setting() -> None:
    found, missing = asked([("/own/db", "GET", OURS), ("/v1/db", "GET", OURS)], prefix="/own/")
    assert (found.json["SecretString"], missing.status) == ("one", 404)


def test_a_secret_is_read_as_the_role_that_is_named_and_another_role_is_refused() -> None:
    state = FakeAws()
    mine, again, other = asked(
        [
            (f"{GET}&roleArn={ROLE}", "GET", OURS),
            (f"{GET}&roleArn={ROLE}", "GET", OURS),
            (f"{GET}&roleArn=arn:aws:iam::111122223333:role/other", "GET", OURS),
        ],
        state,
    )
    assert mine.json["SecretString"] == again.json["SecretString"] == "one"
    assert (state.calls["AssumeRole"], state.calls["GetSecretValue"]) == (2, 1)
    assert (other.status, other.json["__type"]) == (403, "AccessDeniedException")
    assert other.json["message"] == "Failed to create caching client from role: not authorized"


def test_sts_that_is_busy_is_no_revocation() -> None:
    state = FakeAws(failing=(400, "Throttling"))
    told = answer(f"{GET}&roleArn={ROLE}", state=state, **OURS)
    assert (told.status, told.json["__type"]) == (400, "Throttling")


def test_nobody_who_listens_is_a_bad_gateway() -> None:
    async def body() -> Answer:
        async with running(FakeAws()) as agent:
            cast(dict[str, str], agent.handler.secrets.aws.variables)["AWS_ENDPOINT_URL"] = (
                "http://127.0.0.1:1"
            )
            return await agent.ask(GET, **OURS)

    told = asyncio.run(body())
    assert (told.status, told.json) == (502, {"__type": "ConnectionError", "message": "Read Error"})


def test_what_nobody_foresaw_is_an_internal_failure_and_says_no_more(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails(*_: object, **__: object) -> None:
        raise KeyError("a-hidden-value")

    monkeypatch.setattr(Secrets, "get", fails)
    told = answer(GET, **OURS)
    assert (told.status, told.json) == (500, {"__type": "InternalFailure"})
    assert "KeyError" in caplog.text
    assert "a-hidden-value" not in caplog.text + told.text


@pytest.mark.parametrize(("query", "value"), [("&withDecryption=true", "plain"), ("", "encrypted")])
@pytest.mark.parametrize("name", ["/a/b", "arn:aws:ssm:us-east-1:111122223333:parameter/a/b"])
def test_a_parameter_is_decrypted_where_that_is_asked_for(name: str, query: str, value: str) -> None:
    stored = {name: {"Name": name, "Type": "SecureString", "Value": "plain", "Version": 1}}
    path = f"/systemsmanager/parameters/get?name={quote(name, safe='')}{query}"
    told = answer(path, state=FakeAws(parameters=stored), **OURS)
    assert told.json["Parameter"]["Value"] == value


def test_no_answer_passes_a_router() -> None:
    async def body() -> int:
        async with running(FakeAws()) as agent:
            [listening] = agent.listener._sockets
            return listening.sockets[0].getsockopt(socket.IPPROTO_IP, socket.IP_TTL)

    assert asyncio.run(body()) == 1
