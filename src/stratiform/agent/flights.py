"""Single flight: many who want the same thing at the same time cause one call."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Iterable
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


MOST = 8  # calls at a time of what is looked up together


async def together(calls: Iterable[Callable[[], Awaitable[object]]]) -> None:
    """Make ``calls``, a few at a time. Raises what the first one raises."""
    free = asyncio.Semaphore(MOST)

    async def one(call: Callable[[], Awaitable[object]]) -> None:
        async with free:
            await call()

    await asyncio.gather(*map(one, calls))


class Flights(Generic[Key]):
    """Running calls by what they are about. A caller that goes away ends no call that others wait for."""

    def __init__(self) -> None:
        self._running: dict[Key, asyncio.Task[Any]] = {}

    async def join(self, key: Key, call: Callable[[], Awaitable[Any]]) -> Any:
        """What ``call`` returns or raises; a call for ``key`` that runs already is joined instead."""
        task = self._running.get(key)
        if task is None:
            task = asyncio.ensure_future(call())
            self._running[key] = task
            task.add_done_callback(lambda done: self._landed(key, done))
        return await asyncio.shield(task)

    async def landed(self, concerns: Callable[[Key], bool]) -> None:
        """Wait for the running calls that ``concerns`` names: what they bring may be older than an event."""
        running = [task for key, task in self._running.items() if concerns(key)]
        if running:
            await asyncio.wait(running)

    def _landed(self, key: Key, task: asyncio.Task[Any]) -> None:
        del self._running[key]
        if not task.cancelled():
            task.exception()  # every caller may have gone; then nobody else looks at it
