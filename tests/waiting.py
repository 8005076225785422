"""Waiting for something that happens in another process."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")


def until(test: Callable[[], Value], *, seconds: float = 10.0) -> Value:
    """The first true value of ``test``; fails after ``seconds``."""
    deadline = time.monotonic() + seconds
    while not (value := test()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: the last value was {value!r}")
        time.sleep(0.02)
    return value
