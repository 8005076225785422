"""Waiting for something that happens in another process or task."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE = 60.0
"""Seconds after which a test gives up. No promise of ours is in it: a busy machine may take long."""

Value = TypeVar("Value")


def until(test: Callable[[], Value], *, seconds: float = PATIENCE) -> Value:
    """The first true value of ``test``; fails after ``seconds``."""
    deadline = time.monotonic() + seconds
    while not (value := test()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: the last value was {value!r}")
        time.sleep(0.02)
    return value


async def eventually(test: Callable[[], Value], *, seconds: float = PATIENCE) -> Value:
    """``until`` for what happens in this event loop."""
    deadline = time.monotonic() + seconds
    while not (value := test()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: the last value was {value!r}")
        await asyncio.sleep(0.005)
    return value
