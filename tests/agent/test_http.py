"""The servers of both ports: what a malformed request does, and what is kept of a connection that is gone."""

from __future__ import annotations

import asyncio
import gc
import logging
import weakref
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from stratiform.agent import http
from stratiform.agent.errors import AgentError
from stratiform.agent.http import Address, Listener, is_token, require_token, text

TOKEN = "a-token-of-the-task-that-nobody-may-see"
HEAD = f"GET / HTTP/1.1\r\nHost: localhost\r\nX-Aws-Parameters-Secrets-Token: {TOKEN}".encode()


@asynccontextmanager
async def listening(seen: list[object] | None = None) -> AsyncIterator[Listener]:
    async def handle(request: web.BaseRequest, connections: int) -> web.Response:
        if seen is not None:
            seen.append(weakref.ref(request.protocol))
        if request.path == "/fails":
            raise KeyError(TOKEN)
        return text(200, "fine")

    listener = await http.listen(Address("127.0.0.1", 0), handle)
    yield listener
    await listener.close()


async def sent(port: int, what: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(what)
    async with asyncio.timeout(20):
        found = await reader.read()
    writer.close()
    return found


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (HEAD + b"\x00\r\n\r\n", 400),
        (HEAD + b"\r\nBad Header : x\r\n\r\n", 400),
        (HEAD + b"\r\nContent-Length: -1\r\n\r\n", 400),
        (HEAD + b"\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        (HEAD + b"\r\nX: " + b"x" * 100_000 + b"\r\n\r\n", 400),
        (HEAD.replace(b"GET / ", b"GET /fails ") + b"\r\nConnection: close\r\n\r\n", 500),
    ],
)
def test_of_a_malformed_request_no_header_is_logged_or_answered(
    request_: bytes, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    logging.getLogger("aiohttp.server").setLevel(1)

    async def body() -> bytes:
        async with listening() as listener:
            return await sent(listener.port, request_)

    answer = asyncio.run(body())
    assert answer.split()[1] == str(status).encode()
    assert TOKEN.encode() not in answer
    logged = [record.getMessage() + (str(record.exc_info) or "") for record in caplog.records]
    assert any("a request was refused" in each for each in logged)
    assert TOKEN not in "".join(logged)
    assert TOKEN not in caplog.text


def test_nothing_is_kept_of_a_connection_that_is_gone() -> None:
    seen: list[object] = []

    async def body() -> None:
        async with listening(seen) as listener:
            for _ in range(20):
                await sent(listener.port, HEAD + b"\r\nConnection: close\r\n\r\n")
            async with asyncio.timeout(20):
                while any(each() is not None for each in seen):  # type: ignore[operator]
                    await asyncio.sleep(0.01)
                    gc.collect()

    asyncio.run(body())
    assert len(seen) == 20


@pytest.mark.parametrize(("notice", "answers"), [(http._LIFETIME, 1), (http._NOTICE, 2)])
def test_a_connection_that_is_about_to_end_says_so_with_its_last_answer(
    notice: float, answers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "_NOTICE", notice)

    async def body() -> bytes:
        async with listening() as listener:
            return await sent(listener.port, HEAD + b"\r\n\r\n" + HEAD + b"\r\nConnection: close\r\n\r\n")

    told = asyncio.run(body())
    assert (told.count(b"200 OK"), told.count(b"Connection: close")) == (answers, 1)


@pytest.mark.parametrize("given", ["t\udcff", "", None, "ü"])
def test_a_token_that_is_no_text_is_a_wrong_one(given: str | None) -> None:
    assert not is_token(given, TOKEN)


@pytest.mark.parametrize("host", ["0.0.0.0", "agent.internal", "10.0.0.1", "::"])
def test_an_address_that_others_may_reach_needs_a_token_that_cannot_be_guessed(host: str) -> None:
    require_token(Address(host, 0), "x" * 32)
    for token in (None, "x" * 31):
        with pytest.raises(AgentError, match="needs a token of at least 32 bytes"):
            require_token(Address(host, 0), token)
    for own in ("localhost", "127.0.0.1", "::1"):
        require_token(Address(own, 0), None)
