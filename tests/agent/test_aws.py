"""Calls of AWS: tried again where that helps, with other keys or another time where AWS says so."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, cast

import aiohttp
import pytest
from aiohttp import web

from stratiform.agent import aws as module
from stratiform.agent.aws import SECRETS, Aws
from stratiform.agent.credentials import Renewed
from stratiform.agent.errors import ServiceError, Unreachable
from stratiform.agent.signing import Keys

Answers = list[tuple[int, str, str]]
FINE = (200, "", "")


class Service:
    """Answers in turn: a status, a code and words; the last again and again. ``asked`` has the headers."""

    def __init__(self, *answers: tuple[int, str, str], ahead: float = 0.0) -> None:
        self.answers = list(answers)
        self.ahead = ahead
        self.asked: list[dict[str, str]] = []

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        self.asked.append(dict(request.headers))
        status, code, says = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if status == 0:
            assert request.transport is not None
            request.transport.abort()
        date = format_datetime(datetime.fromtimestamp(time.time() + self.ahead, UTC), usegmt=True)
        said = {"__type": code, "message": says} if code else {"fine": True}
        return web.Response(status=status or 200, text=json.dumps(said), headers={"Date": date})

    def signed_at(self) -> list[float]:
        """When each request says that it was made (epoch)."""
        made = [datetime.strptime(each["X-Amz-Date"] + "+0000", "%Y%m%dT%H%M%SZ%z") for each in self.asked]
        return [each.timestamp() for each in made]


@asynccontextmanager
async def asking(
    service: Service, keys: Callable[[], Keys] = lambda: Keys("AKID", "s")
) -> AsyncIterator[Aws]:
    server = await asyncio.get_running_loop().create_server(web.Server(service), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    async def source() -> Keys:
        return keys()

    renewed = Renewed(source)
    try:
        async with aiohttp.ClientSession() as http:
            variables = {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"}
            yield Aws(http, "us-east-1", renewed, variables, timeout=60, worn=renewed.refused)
    finally:
        server.close()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PAUSES", (0.001, 0.001))


def called(service: Service, **named: Callable[[], Keys]) -> object:
    async def body() -> object:
        async with asking(service, **named) as aws:
            return await aws.json(SECRETS, "GetSecretValue", {})

    return asyncio.run(body())


@pytest.mark.parametrize(
    "answer",
    [
        (500, "InternalServiceError", ""),
        (503, "", ""),
        (400, "ThrottlingException", "Rate exceeded"),
        (429, "TooManyRequestsException", ""),
        (0, "", ""),  # the connection is gone, as one that was kept too long
    ],
)
def test_what_may_succeed_a_moment_later_is_tried_again(answer: tuple[int, str, str]) -> None:
    service = Service(answer, answer, FINE)
    assert called(service) == {"fine": True}
    assert len(service.asked) == 3


def test_after_three_tries_the_error_is_told() -> None:
    service = Service((400, "ThrottlingException", ""))
    with pytest.raises(ServiceError, match="ThrottlingException") as caught:
        called(service)
    assert caught.value.is_transient
    assert len(service.asked) == 3


@pytest.mark.parametrize(
    "code", ["AccessDeniedException", "ResourceNotFoundException", "SignatureDoesNotMatch"]
)
def test_what_is_refused_is_asked_once(code: str) -> None:
    service = Service((400, code, "no"))
    with pytest.raises(ServiceError) as caught:
        called(service)
    assert not caught.value.is_transient
    assert len(service.asked) == 1


def test_silence_is_waited_for_once() -> None:
    calls: list[str] = []

    class Silent:
        def request(self, method: str, *_: object, **__: object) -> None:
            calls.append(method)
            raise TimeoutError

    async def keys() -> Keys:
        return Keys("AKID", "s")

    with pytest.raises(Unreachable) as caught:
        asyncio.run(Aws(cast(Any, Silent()), "us-east-1", keys, {}).json(SECRETS, "GetSecretValue", {}))
    assert caught.value.timed_out
    assert calls == ["POST"]


def test_keys_that_are_worn_are_renewed_whatever_they_say_of_themselves() -> None:
    made = iter(("OLD", "NEW"))
    service = Service((400, "ExpiredTokenException", "The security token is expired"), FINE)
    called(service, keys=lambda: Keys(next(made), "s", "t", time.time() + 3600))
    assert ["OLD" in each["Authorization"] for each in service.asked] == [True, False]


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("RequestTimeTooSkewed", ""),
        (
            "InvalidSignatureException",
            "Signature expired: 20261120T100000Z is now earlier than 20261120T1055",
        ),
        ("SignatureDoesNotMatch", "Signature not yet current: 20261120T100000Z is still later than 2026"),
    ],
)
def test_a_clock_that_is_wrong_is_set_by_awss_and_stays_so(code: str, says: str) -> None:
    service = Service((403, code, says), FINE, ahead=7200)

    async def body() -> None:
        async with asking(service) as aws:
            await aws.json(SECRETS, "GetSecretValue", {})
            await aws.json(SECRETS, "GetSecretValue", {})

    began = time.time()
    asyncio.run(body())
    wrong, right, later = (moment - began for moment in service.signed_at())
    assert abs(wrong) < 3600 < right
    assert later > 3600


def test_an_answer_without_a_date_leaves_the_clock_as_it_is() -> None:
    clock = module.Clock(5.0)
    clock.follow(None)
    clock.follow("soon")
    assert clock.ahead == 5.0
