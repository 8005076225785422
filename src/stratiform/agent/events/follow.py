"""Follows the queue: each event is acted on once the cache holds it, and whatever may be lost is looked up.

A queue is a hint's way, never the data's: where there is none, or it fails, the poll goes on.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from stratiform.agent.aws import Aws
from stratiform.agent.errors import AgentError, ServiceError, Unreachable
from stratiform.agent.events import messages, queue
from stratiform.agent.events.messages import Event
from stratiform.agent.events.queue import Message, Queue
from stratiform.agent.metrics import Metrics

_log = logging.getLogger(__name__)
HEARTBEAT = 600.0  # seconds
_ENDING = 5.0  # seconds that what is being handled has at the end
_RETRY = (1.0, 2.0, 5.0, 15.0, 30.0)  # seconds; the last again and again


@dataclass
class Follower:
    """``act`` follows an event and says whether the cache holds it; ``refresh`` looks everything up."""

    aws: Aws
    open: Callable[[], Awaitable[Queue]]
    act: Callable[[Event], Awaitable[bool]]
    refresh: Callable[[], Awaitable[None]]
    metrics: Metrics
    queue: Queue | None = field(default=None, init=False)
    _handling: set[asyncio.Task[None]] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        self.metrics.gauges["agent_events_connected"] = lambda: [({}, float(self.queue is not None))]

    async def forever(self) -> None:
        """Receive until cancelled."""
        failures, quiet, beat = 0, time.monotonic(), time.monotonic()
        while True:
            try:
                if self.queue is None:
                    self.queue = await self.open()
                    await self.refresh()  # what changed before there was a queue
                found = await queue.received(self.aws, self.queue)
                if failures and time.monotonic() - quiet > queue.RETENTION:
                    await self.refresh()  # what came meanwhile is gone
                failures, quiet = 0, time.monotonic()
                for message in found:
                    task = asyncio.ensure_future(self._handle(self.queue, message))
                    self._handling.add(task)
                    task.add_done_callback(self._handling.discard)
                if time.monotonic() - beat > HEARTBEAT:
                    beat = time.monotonic()
                    await queue.beaten(self.aws, self.queue)
            except (ServiceError, Unreachable, AgentError, KeyError) as error:
                self.metrics.count("agent_event_failures_total")
                if isinstance(error, ServiceError) and error.type.endswith(
                    ("NonExistentQueue", "QueueDoesNotExist")
                ):
                    self.queue = None
                level = logging.WARNING if failures == 0 else logging.DEBUG
                _log.log(level, "no events for now, the poll goes on: %s", error)
                await asyncio.sleep(_RETRY[min(failures, len(_RETRY) - 1)])
                failures += 1

    async def close(self) -> None:
        """Finish what is being handled, then remove the queue."""
        if self._handling:
            await asyncio.wait(self._handling, timeout=_ENDING)
        if self.queue is not None:
            await queue.closed(self.aws, self.queue)
            self.queue = None

    async def _handle(self, own: Queue, message: Message) -> None:
        """Act, and take the message off the queue only when the cache holds what it tells."""
        event = messages.parse(message.text)
        if event is None:
            self.metrics.count("agent_events_total", kind="unknown")
        else:
            self.metrics.count("agent_events_total", kind=type(event).__name__)
            if message.sent:
                self.metrics.observe("agent_event_lag_seconds", max(0.0, time.time() - message.sent))
            if not await self.act(event):
                return  # it comes again, until the queue or the poll ends it
            if message.sent:
                self.metrics.observe("agent_event_served_seconds", max(0.0, time.time() - message.sent))
        try:
            await queue.done(self.aws, own, message)
        except (ServiceError, Unreachable):
            return
