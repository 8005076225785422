"""The agent's tests share the local cloud of those of ``strat up``, and two servers in a thread."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import AsyncExitStack
from itertools import count
from queue import Queue

import pytest
from tests.local.conftest import local_cloud

from agent.service import FakeAws, serving
from stratiform.agent import http
from stratiform.agent.appconfig import handler as appconfig
from stratiform.agent.appconfig.session import Session
from stratiform.agent.appconfig.store import Configurations
from stratiform.agent.http import Address
from stratiform.agent.metrics import Metrics
from stratiform.agent.parameters.store import Parameters
from stratiform.agent.readiness import Readiness
from stratiform.agent.roles import Roles
from stratiform.agent.secrets.handler import Contract, Handler
from stratiform.agent.secrets.store import Policy, Secrets

__all__ = ["local_cloud"]
TOKEN = "t" * 40
HERE = Address("localhost", 0)


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
