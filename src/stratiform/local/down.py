"""The end of a local run: the doors, then the local cloud, which ends its containers, then the engine."""

from __future__ import annotations

from stratiform.local import containers
from stratiform.local.emulator import process
from stratiform.local.emulator.record import Record
from stratiform.local.engine import process as engine
from stratiform.local.engine.servers import postgres_memory
from stratiform.local.gateway import process as gateway
from stratiform.local.state import State


def down(state: State) -> bool:
    """Stop everything this app started; its data is kept. False when nothing ran."""
    record = Record.read(state)  # gone with the local cloud
    served = gateway.stop(state)
    stopped = process.stop(state)
    left = engine.find(state) is not None  # where the local cloud was killed
    containers.stop(state, record.port if record else None)
    return served or stopped or left


def wipe(state: State) -> None:
    """Remove everything the local run kept. Nothing may be running."""
    postgres_memory.release(state.folder)
    state.wipe()
