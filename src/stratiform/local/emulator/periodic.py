"""Work that is done again and again while the local cloud runs."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

_log = logging.getLogger("periodic")


def every(seconds: float, work: Callable[[float], None], name: str) -> None:
    """Call ``work`` with the time, in seconds since the epoch, from a thread ``name``.

    What it raises is logged and costs one round.
    """

    def run() -> None:
        while True:
            time.sleep(seconds)
            try:
                work(time.time())
            except Exception:
                _log.exception("a round of %s failed", name)

    threading.Thread(target=run, daemon=True, name=name).start()
