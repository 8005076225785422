"""Waiting for something that happens in another process or task."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Callable
from pathlib import Path
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


def remove(folder: Path) -> None:
    """Remove a folder in which a process may still write, again until nothing is left."""

    def is_gone() -> bool:
        shutil.rmtree(folder, ignore_errors=True)
        return not folder.exists()

    until(is_gone)
