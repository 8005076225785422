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
from stratiform.agent.appconfig import handler as appconfig
from stratiform.agent.aws import TOKENS, Aws
from stratiform.agent.changes import Changes
from stratiform.agent.credentials import Renewed, of_task
from stratiform.agent.errors import AgentError, ServiceError, Unreachable
from stratiform.agent.events import queue, task
from stratiform.agent.events.follow import Follower
from stratiform.agent.metrics import Metrics
from stratiform.agent.publisher import Publisher
from stratiform.agent.readiness import Readiness
from stratiform.agent.secrets.handler import Contract, Handler
from stratiform.agent.settings import Settings
from stratiform.agent.stores import Stores, stores

_LEVELS = {"trace": 5, "debug": 10, "info": 20, "warn": 30, "error": 40, "fatal": 50, "none": 60}
_PR_SET_DUMPABLE = 4
_log = logging.getLogger(__name__)


async def run(settings: Settings, environment: Mapping[str, str]) -> int:
    """Serve until SIGTERM or SIGINT; the exit code. Raises AgentError where it cannot begin."""
    _dump_nothing()
    _log_to(settings)
    stop, metrics, readiness = asyncio.Event(), Metrics(), Readiness(holds=settings.holds)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    pool = aiohttp.TCPConnector(limit_per_host=settings.most)
    async with aiohttp.ClientSession(connector=pool) as client, contextlib.AsyncExitStack() as ends:
        keys, proxy = Renewed(of_task(client, environment, settings.credentials)), settings.proxy
        aws = Aws(client, settings.region, keys, environment, settings.timeout, proxy, settings.proxy_headers)
        if settings.validates:
            await _validate(aws)
        kept = stores(settings, aws, metrics)
        ends.push_async_callback(kept.configurations.close)
        await _listen(settings, kept, readiness, metrics, ends)
        publisher = Publisher(settings.files, kept.secrets, kept.configurations, client)
        kept.tell(publisher.changed)
        await _fetch_first(settings, kept, publisher)
        readiness.reached()
        loops = [
            polling.forever(settings.secrets.ttl, kept.secrets.sweep),
            polling.forever(settings.secrets.parameter_ttl, kept.parameters.sweep),
            publisher.forever(),
        ]
        if settings.topic is not None:
            here = await task.this(client, environment)
            make = partial(queue.opened, aws, settings.topic, here.service, here.arn)
            changes = Changes(kept.secrets, kept.parameters, kept.configurations)
            follower = Follower(aws, make, changes.follow, changes.refresh, metrics)
            ends.push_async_callback(follower.close)
            loops.append(follower.forever())
        with _running(*loops):
            await stop.wait()
    return 0


def _log_to(settings: Settings) -> None:
    how = "%(asctime)s %(levelname)s %(message)s"
    if settings.log_file is None:
        logging.basicConfig(stream=sys.stderr, format=how)
    else:
        try:
            logging.basicConfig(filename=settings.log_file, format=how)
        except OSError as error:
            raise AgentError(
                f"LOG_PATH {settings.log_file} cannot be written: {error.strerror}.", "Choose another."
            ) from None
    logging.getLogger("stratiform.agent").setLevel(_LEVELS[settings.log_level])


async def _validate(aws: Aws) -> None:
    """Raises AgentError where AWS does not take the credentials."""
    try:
        await aws.query(TOKENS, "GetCallerIdentity", {})
    except (ServiceError, Unreachable) as error:
        raise AgentError(
            f"The credentials were not confirmed: {error}.",
            "Correct them, or set VALIDATE_CREDENTIALS=false.",
        ) from None


async def _listen(
    settings: Settings,
    kept: Stores,
    readiness: Readiness,
    metrics: Metrics,
    ends: contextlib.AsyncExitStack,
) -> None:
    own, configured = settings.secrets, settings.configurations
    contract = Contract(own.address, own.token, own.connections, own.prefix, own.dialect, own.token_headers)
    secrets = await http.listen(own.address, Handler(contract, kept.secrets, kept.parameters, readiness))
    ends.push_async_callback(secrets.close)
    _log.info("serving secrets on %s:%d", own.address.host, secrets.port)
    served = appconfig.Handler(configured.address, configured.token, kept.configurations, readiness, metrics)
    configurations = await http.listen(configured.address, served)
    ends.push_async_callback(configurations.close)
    _log.info("serving on %s:%d", configured.address.host, configurations.port)


async def _fetch_first(settings: Settings, kept: Stores, publisher: Publisher) -> None:
    configured = settings.configurations
    wanted = dict.fromkeys((*configured.manifest, *configured.prefetch))
    first = [prefetch.secrets(kept.secrets, settings.secrets)]
    if configured.waits:
        first.append(prefetch.configurations(kept.configurations, wanted))
    await asyncio.gather(*first)
    publisher.changed()


@contextlib.contextmanager
def _running(*loops: Coroutine[None, None, None]) -> Iterator[None]:
    tasks = [asyncio.ensure_future(loop) for loop in loops]
    try:
        yield
    finally:
        for each in tasks:
            each.cancel()


def _dump_nothing() -> None:
    """No core dump holds a secret, and no process of the same user may read this one's memory."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
