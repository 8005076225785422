"""A killed process engine is started again: the local cloud outlives the command that started both."""

from __future__ import annotations

import logging
import os
import threading
import time
from pathlib import Path

from stratiform.errors import StratiformError
from stratiform.local.engine import process
from stratiform.local.state import State

EXPLAIN = None
_SECONDS = 1.0
_log = logging.getLogger("engine")


def install() -> None:
    """Watch the engine of this app from a thread."""
    folder = Path(os.environ["STRATIFORM_STATE"])
    state = State(app=folder.parent.parent, folder=folder)
    threading.Thread(target=_watch, args=(state,), daemon=True, name="engine-supervision").start()


def _watch(state: State) -> None:
    while True:
        time.sleep(_SECONDS)
        if process.killed(state):
            _log.warning("The process engine was killed; it is started again.")
            try:
                process.start(state)
            except StratiformError as error:
                _log.error("%s %s", error.what, error.fix)
