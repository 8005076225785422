"""The poll that makes lost events harmless: everything is checked once its time to live has passed."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine

_JITTER = 0.1  # of the interval, so that many tasks do not ask at once


async def forever(interval: float, sweep: Callable[[], Coroutine[None, None, None]]) -> None:
    """Call ``sweep`` each ``interval`` seconds, more or less. Never with an interval of 0."""
    while interval > 0:
        await asyncio.sleep(interval * (1 + random.uniform(-_JITTER, _JITTER)))  # noqa: S311
        await sweep()
    await asyncio.Event().wait()
