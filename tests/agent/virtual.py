"""An event loop whose time is virtual: it jumps to the next timer, so that hours of waiting take no time."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any


class _Selector(selectors.DefaultSelector):
    """Nothing is ever waited for: the time that would pass is added up."""

    passed = 0.0

    def select(self, timeout: float | None = None) -> Any:
        assert timeout is not None, "everything waits, and no timer will ever end it"
        self.passed += max(0.0, timeout)
        return super().select(0)


def run(main: Callable[[Callable[[], float]], Coroutine[Any, Any, None]]) -> None:
    """Run ``main``, given the clock: seconds since the start."""
    selector = _Selector()
    loop = asyncio.SelectorEventLoop(selector)
    loop.time = lambda: selector.passed  # type: ignore[method-assign]
    try:
        loop.run_until_complete(main(loop.time))
    finally:
        loop.run_until_complete(_ended(asyncio.all_tasks(loop)))
        loop.close()


async def _ended(tasks: set[asyncio.Task[Any]]) -> None:
    """Else they end in whichever test runs when they are collected."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
