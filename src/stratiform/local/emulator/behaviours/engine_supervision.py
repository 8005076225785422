"""A killed process engine is started again: the local cloud outlives the command that started both."""

from __future__ import annotations

import logging

from stratiform.errors import StratiformError
from stratiform.local.emulator.own_state import own_state
from stratiform.local.emulator.periodic import every
from stratiform.local.engine import process
from stratiform.local.state import State

EXPLAIN = None
_SECONDS = 1.0
_log = logging.getLogger("engine")


def install() -> None:
    """Watch the engine of this app from a thread."""
    state = own_state()
    every(_SECONDS, lambda now: _look(state), "engine-supervision")


def _look(state: State) -> None:
    if process.killed(state):
        _log.warning("The process engine was killed; it is started again.")
        try:
            process.start(state)
        except StratiformError as error:
            _log.error("%s %s", error.what, error.fix)
