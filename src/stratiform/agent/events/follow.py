"""Follows a feed: each event is acted on once the cache holds it, and whatever may be lost is looked up.

A feed is a hint's way, never the data's: where there is none, or it fails, the poll goes on.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from stratiform.agent.errors import ServiceError, Unreachable
from stratiform.agent.events import messages
from stratiform.agent.events.feed import Feed, Message
from stratiform.agent.events.messages import Event
from stratiform.agent.metrics import Metrics

_log = logging.getLogger(__name__)
HEARTBEAT = 600.0  # seconds
_ENDING = 5.0  # seconds that what is being handled has at the end
_RETRY = (1.0, 2.0, 5.0, 15.0, 30.0)  # seconds, at most; the last again and again
_MOST = 32  # events handled at a time; a flood waits in the queue and makes no flood of calls


@dataclass
class Follower:
    """``act`` follows an event and says whether the cache holds it; ``refresh`` looks everything up."""

    feed: Feed
    act: Callable[[Event], Awaitable[bool]]
    refresh: Callable[[], Awaitable[None]]
    metrics: Metrics
    connected: bool = field(default=False, init=False)
    _handling: set[asyncio.Task[None]] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        self.metrics.gauges["agent_events_connected"] = lambda: [({}, float(self.connected))]

    async def forever(self) -> None:
        """Receive until cancelled."""
        failures, quiet, beat = 0, time.monotonic(), time.monotonic()
        while True:
            try:
                if not self.connected:
                    await self.feed.open()
                    self.connected = True
                    await self.refresh()  # what changed before there was a queue
                while len(self._handling) >= _MOST:
                    await asyncio.wait(self._handling, return_when=asyncio.FIRST_COMPLETED)
                found = await self.feed.received()
                if failures and time.monotonic() - quiet > self.feed.keeps:
                    await self.refresh()  # what came meanwhile is gone
                failures, quiet = 0, time.monotonic()
                for message in found:
                    task = asyncio.ensure_future(self._handle(message))
                    self._handling.add(task)
                    task.add_done_callback(self._handling.discard)
                if time.monotonic() - beat > HEARTBEAT:
                    beat = time.monotonic()
                    await self.feed.beat()
            except Exception as error:  # whatever it is, the next events are still to be heard
                self._failed(error, failures)
                longest = _RETRY[min(failures, len(_RETRY) - 1)]
                failures += 1
                await asyncio.sleep(longest * random.uniform(0.5, 1.0))  # noqa: S311

    async def close(self) -> None:
        """Finish what is being handled, then leave the feed."""
        if self._handling:
            await asyncio.wait(self._handling, timeout=_ENDING)
        await self.feed.close()
        self.connected = False

    def _failed(self, error: Exception, failures: int) -> None:
        self.metrics.count("agent_event_failures_total")
        gone = ("NonExistentQueue", "QueueDoesNotExist")
        if isinstance(error, ServiceError) and error.type.endswith(gone):
            self.connected = False
        known = isinstance(error, ServiceError | Unreachable)
        level = logging.WARNING if failures == 0 else logging.DEBUG
        told = error if known else type(error).__name__
        _log.log(level, "no events for now, the poll goes on: %s", told)

    async def _handle(self, message: Message) -> None:
        """Act, and let the message go only when the cache holds what it tells."""
        event = messages.parse(message.text)
        if event is None:
            self.metrics.count("agent_events_total", kind="unknown")
        else:
            self.metrics.count("agent_events_total", kind=type(event).__name__)
            self._observe("agent_event_lag_seconds", message)
            try:
                held = await self.act(event)
            except Exception as error:
                _log.error("an event could not be followed: %s", type(error).__name__)
                held = False
            if not held:
                self.feed.again(message)  # until the queue or the poll ends it
                return
            self._observe("agent_event_served_seconds", message)
        try:
            await self.feed.done(message)
        except (ServiceError, Unreachable):
            return

    def _observe(self, name: str, message: Message) -> None:
        if message.sent:
            self.metrics.observe(name, max(0.0, time.time() - message.sent))
