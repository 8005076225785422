"""New code or settings of a function never cut off a call that is being answered, as on AWS."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private

EXPLAIN = None

_RUNTIME = "core.lambda_runtime"
_LONGEST_CALL = 900.0  # seconds; Lambda allows no longer timeout
_replacing = threading.local()


def install() -> None:
    """Take busy workers out of use at once, and end them when their call is over."""
    private.wrap(_RUNTIME, "invalidate_worker", _replaced)
    private.wrap(_RUNTIME, "kill_workers", _after_their_call)


def _replaced(original: Callable[..., None]) -> Callable[..., None]:
    def invalidate(*arguments: Any, **named: Any) -> None:
        _replacing.now = True
        try:
            original(*arguments, **named)
        finally:
            _replacing.now = False

    return invalidate


def _after_their_call(original: Callable[[Any], None]) -> Callable[[Any], None]:
    def kill(workers: Any) -> None:
        doomed = [worker for worker in workers if worker is not None]
        busy = [one for one in doomed if one.in_use] if getattr(_replacing, "now", False) else []
        original([worker for worker in doomed if worker not in busy])
        for worker in busy:
            threading.Thread(target=_end_later, args=(original, worker), daemon=True).start()

    return kill


def _end_later(kill: Callable[[Any], None], worker: Any) -> None:
    deadline = time.monotonic() + _LONGEST_CALL
    while worker.in_use and time.monotonic() < deadline:
        time.sleep(0.05)
    kill([worker])
