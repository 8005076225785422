"""The agent's life: listen at once, fetch first what was asked for, follow changes, end in order."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import logging
import resource
import signal
import sys
from collections.abc import AsyncIterator, Coroutine, Mapping
from dataclasses import replace

import aiohttp

from stratiform.agent import http, polling, prefetch
from stratiform.agent.appconfig import handler as appconfig
from stratiform.agent.aws import TOKENS, Aws
from stratiform.agent.changes import Changes
from stratiform.agent.credentials import Renewed, of_task
from stratiform.agent.errors import AgentError, ServiceError, Unreachable
from stratiform.agent.events import task
from stratiform.agent.events.feed import Feed
from stratiform.agent.events.follow import Follower
from stratiform.agent.events.queue import Queue
from stratiform.agent.events.shared import SharedQueue
from stratiform.agent.metrics import Metrics
from stratiform.agent.publisher import Publisher
from stratiform.agent.readiness import Readiness
from stratiform.agent.secrets.handler import Contract, Handler
from stratiform.agent.settings import Settings
from stratiform.agent.stores import Stores, stores

_LEVELS = {"trace": 5, "debug": 10, "info": 20, "warn": 30, "error": 40, "fatal": 50, "none": 60}
_PR_SET_DUMPABLE = 4
_FILES = 8192  # each connection is one
_log = logging.getLogger(__name__)


async def run(settings: Settings, environment: Mapping[str, str]) -> int:
    """Serve until SIGTERM or SIGINT; the exit code. Raises AgentError where it cannot begin."""
    _dump_nothing()
    _allow_files()
    _log_to(settings)
    stop, metrics, readiness = asyncio.Event(), Metrics(), Readiness(holds=settings.holds)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    pool = aiohttp.TCPConnector(limit_per_host=settings.most)
    async with aiohttp.ClientSession(connector=pool) as client, contextlib.AsyncExitStack() as ends:
        keys = Renewed(of_task(client, environment, settings.credentials))
        aws = Aws(client, settings.region, keys, environment, settings.timeout, worn=keys.refused)
        aws = replace(aws, proxy=settings.proxy, proxy_headers=settings.proxy_headers)
        if settings.validates:
            await _validate(aws)
        kept = stores(settings, aws, metrics)
        ends.push_async_callback(kept.configurations.close)
        await _listen(settings, kept, readiness, metrics, ends)
        publisher = Publisher(settings.files, kept.secrets, kept.configurations, client)
        kept.tell(publisher.changed)
        if not await _before(stop, _fetch_first(settings, kept, publisher)):
            return 0
        readiness.reached()
        loops = [
            polling.forever(settings.secrets.ttl, kept.secrets.sweep),
            polling.forever(settings.secrets.parameter_ttl, kept.parameters.sweep),
            publisher.forever(),
        ]
        feed = await _feed(settings, aws, environment)
        if feed is not None:
            changes = Changes(kept.secrets, kept.parameters, kept.configurations)
            follower = Follower(feed, changes.follow, changes.refresh, metrics)
            ends.push_async_callback(follower.close)
            loops.append(follower.forever())
        async with _running(*loops):
            await stop.wait()
    return 0


async def _feed(settings: Settings, aws: Aws, environment: Mapping[str, str]) -> Feed | None:
    if settings.queue is not None:
        return SharedQueue(aws, settings.queue)
    if settings.topic is None:
        return None
    here = await task.this(aws.http, environment)
    return Queue(aws, settings.topic, here.service, here.arn)


async def _before(stop: asyncio.Event, work: Coroutine[None, None, None]) -> bool:
    """Whether ``work`` was done before the agent is to stop. Raises what it raises."""
    doing, stopping = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    await asyncio.wait((doing, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if doing.done():
        doing.result()
        return True
    doing.cancel()
    return False


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


@contextlib.asynccontextmanager
async def _running(*loops: Coroutine[None, None, None]) -> AsyncIterator[None]:
    tasks = [asyncio.ensure_future(loop) for loop in loops]
    try:
        yield
    finally:
        for each in tasks:
            each.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _allow_files() -> None:
    """Containers begin with 1,024 open files, and the connections of readers may be more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _dump_nothing() -> None:
    """No core dump holds a secret, and no process of the same user may read this one's memory."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
