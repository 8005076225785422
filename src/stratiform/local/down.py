"""The end of a local run: the doors, then the local cloud, which ends its containers, then the engine."""

from __future__ import annotations

from stratiform.local import containers
from stratiform.local.emulator import process
from stratiform.local.gateway import process as gateway
from stratiform.local.state import State


def down(state: State) -> bool:
    """Stop everything this app started; its data is kept. False when nothing ran."""
    gateway.stop(state)
    stopped = process.stop(state)
    containers.stop(state)
    return stopped
