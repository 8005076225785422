"""A killed gateway is started again: the local cloud outlives the command that started both."""

from __future__ import annotations

import logging
import os

from stratiform.errors import StratiformError
from stratiform.local.emulator.own_state import own_state
from stratiform.local.emulator.periodic import every
from stratiform.local.emulator.process import Emulator
from stratiform.local.gateway import process
from stratiform.local.state import State

EXPLAIN = None
_SECONDS = 1.0
_log = logging.getLogger("gateway")


def install() -> None:
    """Watch the gateway of this app from a thread."""
    state, port = own_state(), int(os.environ["GATEWAY_PORT"])
    emulator = Emulator(
        endpoint=f"http://127.0.0.1:{port}",
        port=port,
        pid=os.getpid(),
        account=os.environ["MINISTACK_ACCOUNT_ID"],
        region=os.environ["MINISTACK_REGION"],
    )
    every(_SECONDS, lambda now: _look(state, emulator), "gateway-supervision")


def _look(state: State, emulator: Emulator) -> None:
    try:
        if process.revive(state, emulator):
            _log.warning("The gateway was killed; it was started again.")
    except StratiformError as error:
        _log.error("%s %s", error.what, error.fix)
