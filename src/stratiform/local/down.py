"""The end of a local run: the local cloud first, which ends its containers, then what runs them."""

from __future__ import annotations

from stratiform.local import containers
from stratiform.local.emulator import process
from stratiform.local.state import State


def down(state: State) -> bool:
    """Stop everything this app started; its data is kept. False when nothing ran."""
    stopped = process.stop(state)
    containers.stop(state)
    return stopped
