"""The client against a real agent's servers: reads, keeps, tells of changes, asks once more when refused."""

from __future__ import annotations

import subprocess
import sys

import pytest

from agent.conftest import TOKEN
from agent.service import FakeAws
from stratiform.agent.client import Client, Refused
from waiting import until


class Denied(Exception):
    """The database's no."""


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
