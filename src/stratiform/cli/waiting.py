"""A word about what takes longer than a moment."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

MOMENT = 1.0
"""Seconds; a warm synthesis takes less."""


@contextmanager
def waiting(for_what: str, *, moment: float = MOMENT) -> Iterator[None]:
    """Say on the terminal what is waited for, once it takes longer than ``moment``, until it is done."""
    if not sys.stderr.isatty():
        yield
        return
    lock, done, said = threading.Lock(), False, False

    def say() -> None:
        nonlocal said
        with lock:
            if not done:
                said = True
                print(f"{for_what} ...", end="", file=sys.stderr, flush=True)

    timer = threading.Timer(moment, say)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        with lock:
            done = True
        if said:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
