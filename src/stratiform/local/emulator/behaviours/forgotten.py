"""A local cloud whose folder was removed ends: nobody could find it again."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

from stratiform.local.emulator.own_state import own_state
from stratiform.local.emulator.record import RECORD

EXPLAIN = None
SECONDS = 2.0


def _watch(record: Path) -> None:
    while record.exists():
        time.sleep(SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


def install() -> None:
    """Look for the record that `strat` finds this process by."""
    record = own_state().folder / RECORD
    threading.Thread(target=_watch, args=(record,), daemon=True, name="forgotten").start()
