"""A local cloud whose folder was removed ends: nobody could find it again."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

EXPLAIN = None
SECONDS = 2.0


def _watch(record: Path) -> None:
    while record.exists():
        time.sleep(SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


def install() -> None:
    """Look for the record that `strat` finds this process by."""
    record = Path(os.environ["STRATIFORM_STATE"]) / "emulator.json"
    threading.Thread(target=_watch, args=(record,), daemon=True, name="forgotten").start()
