"""The poll that makes lost events harmless: everything is checked once its time to live has passed."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Coroutine

_log = logging.getLogger(__name__)
_JITTER = 0.1  # of the interval, so that many tasks do not ask at once


async def forever(interval: float, sweep: Callable[[], Coroutine[None, None, None]]) -> None:
    """Call ``sweep`` each ``interval`` seconds, more or less. Never with an interval of 0."""
    while interval > 0:
        await asyncio.sleep(interval * (1 + random.uniform(-_JITTER, _JITTER)))  # noqa: S311
        try:
            await sweep()
        except Exception as error:  # a poll that ended would leave the task with old values for good
            _log.error("a poll failed, the next one comes: %s", type(error).__name__)
    await asyncio.Event().wait()
