"""Following goes on whatever happens, and a flood of events is no flood of calls."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

from agent.virtual import run
from stratiform.agent.errors import ServiceError
from stratiform.agent.events import follow
from stratiform.agent.events.feed import Message
from stratiform.agent.events.follow import Follower
from stratiform.agent.events.messages import Event
from stratiform.agent.metrics import Metrics

EVENT = json.dumps(
    {
        "source": "aws.ssm",
        "detail-type": "Parameter Store Change",
        "time": "2026-11-20T10:00:00Z",
        "detail": {"operation": "Update", "name": "/a"},
    }
)


class Feed:
    """Gives what ``answers`` has in turn: messages, or an error; then nothing ever again."""

    keeps = 300.0

    def __init__(self, *answers: int | Exception) -> None:
        self.answers = list(answers)
        self.opened = self.closed = self.beats = 0
        self.went: list[str] = []
        self.came_again: list[str] = []

    async def open(self) -> None:
        self.opened += 1

    async def received(self) -> list[Message]:
        await asyncio.sleep(0.01)
        if not self.answers:
            await asyncio.sleep(1e6)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return [Message(f"{len(self.answers)}-{at}", EVENT, "", 0.0) for at in range(answer)]

    async def done(self, message: Message) -> None:
        self.went.append(message.id)

    def again(self, message: Message) -> None:
        self.came_again.append(message.id)

    async def beat(self) -> None:
        self.beats += 1

    async def close(self) -> None:
        self.closed += 1


class Cache:
    """Takes ``takes`` seconds to follow an event, and holds it unless ``fails``."""

    def __init__(self, takes: float = 0.0, fails: bool | Exception = False) -> None:
        self.takes, self.fails = takes, fails
        self.running = self.most = self.refreshes = 0

    async def act(self, event: Event) -> bool:
        self.running += 1
        self.most = max(self.most, self.running)
        await asyncio.sleep(self.takes)
        self.running -= 1
        if isinstance(self.fails, Exception):
            raise self.fails
        return not self.fails

    async def refresh(self) -> None:
        self.refreshes += 1


def followed(feed: Feed, cache: Cache, seconds: float) -> Follower:
    follower = Follower(feed, cache.act, cache.refresh, Metrics())

    async def scenario(clock: Callable[[], float]) -> None:
        task = asyncio.ensure_future(follower.forever())
        await asyncio.sleep(seconds)
        assert not task.done()
        task.cancel()
        await follower.close()

    run(scenario)
    return follower


def test_no_error_is_the_end_of_following() -> None:
    feed = Feed(OSError("token file"), KeyError("Body"), ValueError("no JSON"), RuntimeError(), 2)
    followed(feed, Cache(), 60)
    assert len(feed.went) == 2
    assert feed.opened == 1
    assert feed.closed == 1


def test_a_queue_that_is_gone_is_made_again_and_everything_is_looked_up() -> None:
    gone = ServiceError(400, "AWS.SimpleQueueService.NonExistentQueue", "gone")
    feed, cache = Feed(1, gone, ServiceError(400, "QueueDoesNotExist", ""), 1), Cache()
    followed(feed, cache, 60)
    assert (feed.opened, cache.refreshes, len(feed.went)) == (3, 3, 2)


def test_a_flood_waits_in_the_queue() -> None:
    feed, cache = Feed(*[10] * 100), Cache(takes=1.0)
    followed(feed, cache, 60)
    assert cache.most <= follow._MOST + 10
    assert len(feed.went) == 1000


def test_what_could_not_be_followed_comes_again() -> None:
    for fails in (True, OSError("unforeseen")):
        feed = Feed(1, 1)
        followed(feed, Cache(fails=fails), 10)
        assert (feed.went, feed.came_again) == ([], ["1-0", "0-0"])


def test_what_is_handled_at_the_end_is_finished_but_not_waited_for_without_end() -> None:
    feed = Feed(1)
    followed(feed, Cache(takes=3.0), 1)
    assert len(feed.went) == 1
    feed = Feed(1)
    followed(feed, Cache(takes=3600.0), 1)
    assert (feed.went, feed.closed) == ([], 1)
