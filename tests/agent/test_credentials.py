"""Credentials: read again before they are worn out, and what cannot be read is an answer like any other."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import aiohttp
import pytest
from aiohttp import web

from stratiform.agent import credentials
from stratiform.agent.credentials import Renewed, of_task
from stratiform.agent.errors import AgentError, Unreachable
from stratiform.agent.signing import Keys

TEXT = "[default]\naws_access_key_id = {0}\naws_secret_access_key = s%cret\naws_session_token = token\n"


def test_a_file_of_credentials_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "credentials"
    file.write_text(TEXT.format("FIRST"))
    keys = Renewed(of_task(cast(Any, None), {}, file))
    first = asyncio.run(keys())
    assert (first.access, first.secret, first.token) == ("FIRST", "s%cret", "token")
    file.write_text(TEXT.format("SECOND"))
    assert asyncio.run(keys()).access == "FIRST"
    later = time.time() + 301
    monkeypatch.setattr(credentials.time, "time", lambda: later)
    assert asyncio.run(keys()).access == "SECOND"


@pytest.mark.parametrize("text", [None, "", "[default]\naws_access_key_id = only\n", "no ini at all"])
def test_a_file_without_credentials_is_as_if_nobody_answered(text: str | None, tmp_path: Path) -> None:
    file = tmp_path / "credentials"
    if text is not None:
        file.write_text(text)
    with pytest.raises(Unreachable, match="gives no credentials"):
        asyncio.run(of_task(cast(Any, None), {}, file)())


class Source:
    """Gives keys that hold for ``holds`` seconds, or fails."""

    def __init__(self, holds: float = 3600.0) -> None:
        self.holds = holds
        self.calls = 0
        self.fails = False

    async def __call__(self) -> Keys:
        self.calls += 1
        await asyncio.sleep(0.001)
        if self.fails:
            raise Unreachable("nobody answers", timed_out=True)
        return Keys(f"KEY{self.calls}", "s", "t", credentials.time.time() + self.holds)


class Time:
    """Stands for the module ``time``."""

    now = 1_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Time:
    found = Time()
    monkeypatch.setattr(credentials, "time", found)
    return found


async def many(keys: Renewed) -> list[Any]:
    return await asyncio.gather(*(keys() for _ in range(20)), return_exceptions=True)


def test_many_askers_cause_one_renewal_and_one_failure(clock: Time) -> None:
    async def body() -> None:
        source = Source()
        keys = Renewed(source)
        assert {found.access for found in await many(keys)} == {"KEY1"}
        clock.now += 3600 - 299
        assert {found.access for found in await many(keys)} == {"KEY2"}
        clock.now += 3600
        source.fails = True
        assert all(isinstance(found, Unreachable) for found in await many(keys))
        assert source.calls == 3

    asyncio.run(body())


def test_while_nobody_answers_keys_that_hold_are_used_and_nobody_is_asked_each_time(clock: Time) -> None:
    async def body() -> None:
        source = Source()
        keys = Renewed(source)
        await keys()
        clock.now += 3600 - 200
        source.fails = True
        assert {(await keys()).access for _ in range(10)} == {"KEY1"}
        assert source.calls == 2
        clock.now += 11
        await keys()
        assert source.calls == 3
        source.fails = False
        clock.now += 11
        assert (await keys()).access == "KEY4"

    asyncio.run(body())


def test_keys_that_hold_for_less_than_the_margin_are_not_renewed_at_each_call(clock: Time) -> None:
    async def body() -> None:
        source = Source(holds=120)
        keys = Renewed(source)
        for _ in range(10):
            await keys()
        assert source.calls == 1

    asyncio.run(body())


def test_the_endpoint_of_the_task_is_asked_with_the_token_as_its_file_is_now(tmp_path: Path) -> None:
    shown: list[str] = []

    async def endpoint(request: web.BaseRequest) -> web.Response:
        shown.append(request.headers["Authorization"])
        until = datetime.fromtimestamp(time.time() + 1, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return web.json_response(
            {"AccessKeyId": "A", "SecretAccessKey": "s", "Token": "t", "Expiration": until}
        )

    async def body() -> None:
        server = await asyncio.get_running_loop().create_server(web.Server(endpoint), "127.0.0.1", 0)
        file = tmp_path / "token"
        variables = {
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/keys",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": str(file),
        }
        async with aiohttp.ClientSession() as http:
            source = of_task(http, variables)
            with pytest.raises(Unreachable):  # the file is not there yet
                await source()
            for token in ("first", "second"):
                file.write_text(f"{token}\n")
                assert (await source()).access == "A"
            file.write_text("two\r\nX-Injected: lines")
            with pytest.raises(Unreachable):
                await source()
        server.close()

    asyncio.run(body())
    assert shown == ["first", "second"]


@pytest.mark.parametrize("host", ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]", "localhost:80"])
def test_the_token_goes_to_the_machine_itself_or_by_tls(host: str) -> None:
    of_task(cast(Any, None), {"AWS_CONTAINER_CREDENTIALS_FULL_URI": f"http://{host}/keys"})
    of_task(cast(Any, None), {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "https://keys.example/keys"})
    with pytest.raises(AgentError, match=r"names keys\.example without TLS"):
        of_task(cast(Any, None), {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://keys.example/keys"})
