"""Where events come from: messages of a queue, which is the task's own or is shared with others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from stratiform.agent.aws import QUEUES, Aws

WAIT = 20  # seconds
_MOST = 10


@dataclass(frozen=True)
class Message:
    """What came, and the receipt it is let go by. ``sent`` is in seconds since the epoch."""

    id: str
    text: str
    receipt: str
    sent: float


class Feed(Protocol):
    """A queue's messages. Each method raises ServiceError and Unreachable, but ``again`` and ``close``.

    ``keeps`` is how many seconds a message waits for a task; after longer without receiving some are lost.
    """

    keeps: float

    async def open(self) -> None:
        """Make ready to receive."""

    async def received(self) -> list[Message]:
        """Messages this task has not acted on, waiting for one."""

    async def done(self, message: Message) -> None:
        """This task has acted on ``message``."""

    def again(self, message: Message) -> None:
        """This task could not act on ``message``: it is to come again."""

    async def beat(self) -> None:
        """Say that the task lives."""

    async def close(self) -> None:
        """Leave nothing behind."""


async def receive(aws: Aws, url: str, **more: int) -> list[Message]:
    """The next messages of a queue, waiting for one. Raises ServiceError and Unreachable."""
    request = {
        "QueueUrl": url,
        "MaxNumberOfMessages": _MOST,
        "WaitTimeSeconds": WAIT,
        "MessageSystemAttributeNames": ["SentTimestamp"],
        **more,
    }
    answer = await aws.json(QUEUES, "ReceiveMessage", request, wait=WAIT)
    return [_message(each) for each in answer.get("Messages") or ()]


def _message(found: Mapping[str, Any]) -> Message:
    sent = float((found.get("Attributes") or {}).get("SentTimestamp") or 0) / 1000
    return Message(
        found.get("MessageId") or found["ReceiptHandle"], found["Body"], found["ReceiptHandle"], sent
    )
