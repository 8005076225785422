"""One queue for many tasks: each message goes round, whatever SQS does with it, and is gone in the end."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from agent.virtual import run
from stratiform.agent.aws import Aws
from stratiform.agent.errors import Unreachable
from stratiform.agent.events.shared import LIFETIME, SharedQueue

URL = "https://sqs.us-east-1.amazonaws.com/111122223333/shared"
VISIBLE = 30.0  # seconds; the queue's own


@dataclass
class Stored:
    id: str
    sent: float
    visible_at: float


@dataclass
class Sqs:
    """A standard queue: whoever waits may get a message, some calls fail, some messages come twice."""

    clock: Callable[[], float]
    dice: random.Random
    fails: float
    stored: list[Stored] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)

    def send(self, id: str) -> None:
        self.stored.append(Stored(id, self.clock(), self.clock()))

    async def json(self, service: object, operation: str, body: Mapping[str, Any], wait: float = 0) -> Any:
        self.calls[operation] += 1
        await asyncio.sleep(self.dice.uniform(0.005, 0.03))
        if self.dice.random() < self.fails:
            raise Unreachable("nobody answers", timed_out=True)
        if operation == "ReceiveMessage":
            return await self._received(self.clock() + wait, body.get("VisibilityTimeout", VISIBLE))
        assert operation == "DeleteMessage"
        self.stored = [each for each in self.stored if not body["ReceiptHandle"].startswith(f"{each.id}/")]
        return {}

    async def _received(self, until: float, hidden: float) -> Any:
        while self.clock() < until:
            await asyncio.sleep(self.dice.uniform(0.02, 0.2))  # who of those that wait is first is chance
            visible = [each for each in self.stored if each.visible_at <= self.clock()]
            if visible:
                taken = self.dice.sample(visible, min(len(visible), self.dice.choice([1, 10])))
                for each in taken:
                    each.visible_at = self.clock() + hidden
                return {"Messages": [self._told(each) for each in taken]}
        return {}

    def _told(self, one: Stored) -> dict[str, Any]:
        sent = {"SentTimestamp": str(int(one.sent * 1000))}
        return {
            "MessageId": one.id,
            "Body": one.id,
            "ReceiptHandle": f"{one.id}/{self.clock()}",
            "Attributes": sent,
        }


async def reads(queue: SharedQueue, heard: list[tuple[str, float]], refuses: Callable[[], bool]) -> None:
    while True:
        try:
            for message in await queue.received():
                if refuses():
                    queue.again(message)
                else:
                    heard.append((message.id, queue.clock() - message.sent))
                    await queue.done(message)
        except Unreachable:
            await asyncio.sleep(1)


@settings(
    phases=(Phase.explicit, Phase.generate), max_examples=12, deadline=None, derandomize=True, database=None
)
@given(
    tasks=st.integers(1, 8),
    pauses=st.lists(st.floats(0.0, 8.0), min_size=1, max_size=4),
    fails=st.sampled_from([0.0, 0.0, 0.1]),
    refused=st.sampled_from([0.0, 0.2]),
    seed=st.integers(0, 2**32),
)
def test_every_task_hears_every_message_once_and_then_it_is_gone(
    tasks: int, pauses: list[float], fails: float, refused: float, seed: int
) -> None:
    async def scenario(clock: Callable[[], float]) -> None:
        sqs = Sqs(clock, random.Random(seed), fails)
        heard: list[list[tuple[str, float]]] = [[] for _ in range(tasks)]
        queues = [SharedQueue(cast(Aws, sqs), URL, clock) for _ in range(tasks)]
        running = [
            asyncio.ensure_future(reads(queue, mine, lambda: sqs.dice.random() < refused))
            for queue, mine in zip(queues, heard, strict=True)
        ]
        for number, pause in enumerate(pauses):
            await asyncio.sleep(pause)
            sqs.send(f"message-{number}")
        await asyncio.sleep(LIFETIME + 10)
        for each in running:
            each.cancel()
        expected = sorted(f"message-{number}" for number in range(len(pauses)))
        for mine in heard:
            assert sorted(id for id, _ in mine) == expected
        assert not sqs.stored
        if not fails and not refused:
            assert max(lag for mine in heard for _, lag in mine) < LIFETIME / 2

    run(scenario)


def test_a_message_that_goes_round_makes_no_flood_of_calls() -> None:
    async def scenario(clock: Callable[[], float]) -> None:
        sqs = Sqs(clock, random.Random(1), 0.0)
        queues = [SharedQueue(cast(Aws, sqs), URL, clock) for _ in range(3)]
        running = [asyncio.ensure_future(reads(queue, [], lambda: False)) for queue in queues]
        sqs.send("only")
        await asyncio.sleep(2 * LIFETIME)
        for each in running:
            each.cancel()
        assert 1 <= sqs.calls["DeleteMessage"] <= 3
        assert sum(sqs.calls.values()) < 3 * 2 * LIFETIME

    run(scenario)
