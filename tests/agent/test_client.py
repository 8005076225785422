"""The client against a real agent's servers: reads, keeps, tells of changes, asks once more when refused."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import AsyncExitStack
from itertools import count
from queue import Queue

import pytest

from agent.service import FakeAws, serving
from stratiform.agent import http
from stratiform.agent.appconfig import handler as appconfig
from stratiform.agent.appconfig.session import Session
from stratiform.agent.appconfig.store import Configurations
from stratiform.agent.client import Client, Refused
from stratiform.agent.http import Address
from stratiform.agent.metrics import Metrics
from stratiform.agent.parameters.store import Parameters
from stratiform.agent.readiness import Readiness
from stratiform.agent.roles import Roles
from stratiform.agent.secrets.handler import Contract, Handler
from stratiform.agent.secrets.store import Policy, Secrets
from waiting import until

TOKEN = "t" * 40
HERE = Address("127.0.0.1", 0)


class Denied(Exception):
    """The database's no."""


@pytest.fixture
def state() -> FakeAws:
    found = FakeAws(configurations={"shop:prod:flags": (b'{"beta": {"enabled": false}}', "application/json")})
    found.put("db", "one")
    return found


@pytest.fixture
def ports(state: FakeAws) -> Iterator[tuple[int, int]]:
    """The two servers of an agent, in a thread of their own."""
    told: Queue[tuple[int, int]] = Queue()
    ended = threading.Event()

    async def body() -> None:
        async with serving(state) as aws, AsyncExitStack() as ends:
            readiness = Readiness()
            readiness.reached()
            # each look at the clock is a second later, so that every read asks AWS
            secrets = Secrets(Roles(aws, 1, "test"), policy=Policy(ttl=0.5), clock=count().__next__)
            configurations = Configurations(lambda profile: Session(aws, profile), interval=0.05)
            ends.push_async_callback(configurations.close)
            one = await http.listen(HERE, Handler(Contract(HERE, TOKEN), secrets, Parameters(aws), readiness))
            ends.push_async_callback(one.close)
            served = appconfig.Handler(HERE, None, configurations, readiness, Metrics())
            two = await http.listen(HERE, served)
            ends.push_async_callback(two.close)
            told.put((one.port, two.port))
            while not ended.is_set():
                await asyncio.sleep(0.02)

    thread = threading.Thread(target=asyncio.run, args=(body(),))
    thread.start()
    yield told.get(timeout=60)
    ended.set()
    thread.join()


@pytest.fixture
def client(ports: tuple[int, int]) -> Client:
    return Client(f"http://127.0.0.1:{ports[0]}/secretsmanager/get", TOKEN, keep=0.05, every=0.02)


@pytest.fixture
def flags(ports: tuple[int, int]) -> str:
    return f"http://127.0.0.1:{ports[1]}/applications/shop/environments/prod/configurations/flags"


def test_what_is_kept_is_read_once(client: Client, state: FakeAws) -> None:
    client.keep = 60
    assert {client.get_secret("db") for _ in range(5)} == {"one"}
    state.put("db", "two")
    assert client.get_secret("db") == "one"
    assert client.get_secret("db", refresh=True) == "two"


def test_a_change_is_told_once_and_not_after_the_end(client: Client, state: FakeAws, flags: str) -> None:
    heard: list[object] = []
    stops = [
        client.on_change(lambda: client.get_secret("db"), heard.append),
        client.on_change(lambda: client.get_flag(flags, "beta"), heard.append),
    ]
    state.put("db", "two")
    until(lambda: "two" in heard)
    state.configurations["shop:prod:flags"] = (b'{"beta": {"enabled": true}}', "application/json")
    until(lambda: {"enabled": True} in heard)
    assert client.get_configuration(flags) == b'{"beta": {"enabled": true}}'
    for stop in stops:
        stop()
    assert len(heard) == 2
    state.put("db", "three")
    until(lambda: client.get_secret("db") == "three")
    assert len(heard) == 2


def test_who_was_refused_asks_once_more_with_what_aws_has_now(client: Client, state: FakeAws) -> None:
    client.keep = 60
    assert client.get_secret("db") == "one"
    state.put("db", "two")
    tried: list[str] = []

    def connect(password: str) -> str:
        tried.append(password)
        if password != "two":
            raise Denied
        return "connected"

    assert client.with_secret("db", connect, refused=Denied) == "connected"
    assert tried == ["one", "two"]


def test_what_the_agent_refuses_is_told_without_a_value(client: Client) -> None:
    with pytest.raises(Refused, match="ResourceNotFoundException") as caught:
        client.get_secret("missing")
    assert caught.value.status == 400
    client.token = "wrong"
    with pytest.raises(Refused, match="403: Bad Token"):
        client.get_secret("db")
    with pytest.raises(Refused, match="does not answer"):
        Client("http://127.0.0.1:1/secretsmanager/get", TOKEN).get_secret("db")
    assert TOKEN not in repr(Client("http://x", TOKEN))


def test_it_needs_nothing_but_python() -> None:
    code = "import sys, stratiform.agent.client; print({'aiohttp', 'yarl', 'pydantic'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "set()"
