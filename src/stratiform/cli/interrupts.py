"""Ctrl-C, SIGTERM and a closed terminal end a command the same way, and never in the middle of an import."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_LATER_SECONDS = 0.01


@contextmanager
def interruptible() -> Iterator[None]:
    """Raise KeyboardInterrupt in the main thread for the first signal and, after a warning, for the third.

    The second one comes while things are being stopped, and half of them would stay. Python's import locks
    stay locked for ever when an exception is raised inside the import machinery, so that waits.
    """
    seen = 0

    def interrupt(number: int, frame: FrameType | None) -> None:
        nonlocal seen
        if _is_importing(frame):
            signal.setitimer(signal.ITIMER_REAL, _LATER_SECONDS)
            return
        seen += 1
        if seen == 2:
            print("Stopping. Once more leaves it half stopped.", file=sys.stderr, flush=True)
        else:
            raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in (*ENDS, signal.SIGALRM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _is_importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False
