"""The agent's life: listen at once, fetch first what was asked for, follow changes, end in order."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import logging
import signal
import sys
from collections.abc import Coroutine, Iterator, Mapping
from functools import partial

import aiohttp

from stratiform.agent import http, polling, prefetch
from stratiform.agent.aws import Aws
from stratiform.agent.changes import Changes
from stratiform.agent.credentials import Renewed, of_task
from stratiform.agent.events import queue, task
from stratiform.agent.events.follow import Follower
from stratiform.agent.metrics import Metrics
from stratiform.agent.parameters.store import Parameters
from stratiform.agent.parameters.store import Policy as ParameterPolicy
from stratiform.agent.readiness import Readiness
from stratiform.agent.roles import Roles
from stratiform.agent.secrets.handler import Contract, Handler
from stratiform.agent.secrets.store import Policy, Secrets
from stratiform.agent.settings import Settings

_LEVELS = {"trace": 5, "debug": 10, "info": 20, "warn": 30, "error": 40, "fatal": 50, "none": 60}
_PR_SET_DUMPABLE = 4
_SESSION = "StratiformAgent"
_log = logging.getLogger(__name__)


async def run(settings: Settings, environment: Mapping[str, str]) -> int:
    """Serve until SIGTERM or SIGINT; the exit code. Raises AgentError where it cannot begin."""
    _dump_nothing()
    logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("stratiform.agent").setLevel(_LEVELS[settings.log_level])
    stop, metrics, readiness = asyncio.Event(), Metrics(), Readiness()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with aiohttp.ClientSession() as client, contextlib.AsyncExitStack() as ends:
        keys = Renewed(of_task(client, environment))
        aws = Aws(client, settings.region, keys, environment, settings.timeout, settings.proxy)
        own = settings.secrets
        store = Secrets(
            Roles(aws, own.roles, _SESSION),
            size=own.size,
            policy=Policy(own.ttl, own.longest, own.serves_stale),
            metrics=metrics,
        )
        parameters = Parameters(aws, ParameterPolicy(own.parameter_ttl, own.size, own.serves_stale))
        contract = Contract(
            own.address, own.token, own.connections, own.prefix, own.dialect, own.token_headers
        )
        listener = await http.listen(own.address, Handler(contract, store, parameters, readiness))
        ends.push_async_callback(listener.close)
        _log.info("serving secrets on %s:%d", own.address.host, listener.port)
        await prefetch.secrets(store, own)
        readiness.reached()
        loops = [
            polling.forever(own.ttl, store.sweep),
            polling.forever(own.parameter_ttl, parameters.sweep),
        ]
        if settings.topic is not None:
            changes = Changes(store, parameters)
            here = await task.this(client, environment)
            make = partial(queue.opened, aws, settings.topic, here.service, here.arn)
            follower = Follower(aws, make, changes.follow, changes.refresh, metrics)
            ends.push_async_callback(follower.close)
            loops.append(follower.forever())
        with _running(*loops):
            await stop.wait()
    return 0


@contextlib.contextmanager
def _running(*loops: Coroutine[None, None, None]) -> Iterator[None]:
    tasks = [asyncio.ensure_future(loop) for loop in loops]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()


def _dump_nothing() -> None:
    """No core dump holds a secret, and no process of the same user may read this one's memory."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
