"""A killed gateway is started again: the local cloud outlives the command that started both."""

from __future__ import annotations

import logging
import os
import threading
import time
from pathlib import Path

from stratiform.errors import StratiformError
from stratiform.local.emulator.process import Emulator
from stratiform.local.gateway import process
from stratiform.local.state import State

EXPLAIN = None
_SECONDS = 1.0
_log = logging.getLogger("gateway")


def install() -> None:
    """Watch the gateway of this app from a thread."""
    folder, port = Path(os.environ["STRATIFORM_STATE"]), int(os.environ["GATEWAY_PORT"])
    emulator = Emulator(
        endpoint=f"http://127.0.0.1:{port}",
        port=port,
        pid=os.getpid(),
        account=os.environ["MINISTACK_ACCOUNT_ID"],
        region=os.environ["MINISTACK_REGION"],
    )
    state = State(app=folder.parent.parent, folder=folder)
    threading.Thread(target=_watch, args=(state, emulator), daemon=True, name="gateway-supervision").start()


def _watch(state: State, emulator: Emulator) -> None:
    while True:
        time.sleep(_SECONDS)
        try:
            if process.revive(state, emulator):
                _log.warning("The gateway was killed; it was started again.")
        except StratiformError as error:
            _log.error("%s %s", error.what, error.fix)
