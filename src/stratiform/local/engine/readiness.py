"""Waits until what was started serves: a port accepts, or the image's own test says yes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable

from stratiform.local.engine import address

_PAUSE = 0.05


async def accepts(port: int) -> bool:
    """Whether something accepts connections on ``port`` of 127.0.0.1."""
    try:
        _, writer = await asyncio.wait_for(asyncio.open_connection(address.LOOPBACK, port), 1.0)
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True


async def wait(
    ports: Callable[[], Iterable[int]], test: Callable[[], bool] | None, *, seconds: float
) -> bool:
    """True once ``test`` says so, or without it once one of ``ports()`` accepts; False after ``seconds``."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if test is not None:
            if await asyncio.to_thread(test):
                return True
        elif any([await accepts(port) for port in ports()]):
            return True
        await asyncio.sleep(_PAUSE)
    return False
