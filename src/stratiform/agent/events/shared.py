"""One queue for all tasks of a service, where none may make its own: each message is for everybody.

SQS hides a message from the others while one reader has it. So it is received without being hidden, and
remembered. Who gets only what it knows rests a moment, and after ``LIFETIME`` the message is deleted. No task
knows the others, so one that is away for longer hears nothing of it: as always, the poll brings what no event
told.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from stratiform.agent.aws import QUEUES, Aws
from stratiform.agent.events.feed import Message, receive

LIFETIME = 30.0  # seconds for which a message stays
_REST = 1.0  # seconds, more or less, until the next look while all that comes is known
_MOST = 10_000  # messages that are remembered


@dataclass
class SharedQueue:
    """The queue at ``url``. It must have no dead-letter queue: a message that goes round would end there."""

    aws: Aws
    url: str
    clock: Callable[[], float] = time.time
    keeps: float = LIFETIME
    _known: dict[str, None] = field(default_factory=dict, init=False)
    _rests_until: float = field(default=0.0, init=False)

    async def open(self) -> None:
        """It is there."""

    async def received(self) -> list[Message]:
        """Messages that are new to this task."""
        await asyncio.sleep(max(0.0, self._rests_until - self.clock()))
        found = await receive(self.aws, self.url, VisibilityTimeout=0)
        fresh = [message for message in found if message.id not in self._known]
        if found and not fresh:
            self._rests_until = self.clock() + _REST * random.uniform(0.75, 1.25)  # noqa: S311
        self._known |= dict.fromkeys(message.id for message in fresh)
        while len(self._known) > _MOST:
            del self._known[next(iter(self._known))]
        old = [message for message in found if self.clock() - message.sent > LIFETIME]
        await asyncio.gather(*map(self._delete, old), return_exceptions=True)  # else the next one does
        return fresh

    async def done(self, message: Message) -> None:
        """It goes round for the others."""

    def again(self, message: Message) -> None:
        """Act on it when it comes round."""
        self._known.pop(message.id, None)

    async def beat(self) -> None:
        """Nobody asks."""

    async def close(self) -> None:
        """The others need it."""

    async def _delete(self, message: Message) -> None:
        request = {"QueueUrl": self.url, "ReceiptHandle": message.receipt}
        await self.aws.json(QUEUES, "DeleteMessage", request)
