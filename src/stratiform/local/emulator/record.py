"""Who the running emulator is: ``emulator.json``, written by the emulator itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import psutil

from stratiform.local.state import State

RECORD = "emulator.json"


@dataclass(frozen=True)
class Record:
    """``started`` is the process's start time in seconds since the machine booted."""

    pid: int
    started: float
    port: int
    account: str
    region: str
    notes: tuple[str, ...] = ()

    @classmethod
    def read(cls, state: State) -> Record | None:
        """The record on disk, or None when there is none or it is damaged."""
        value: Any = state.read(RECORD)
        try:
            return cls(**{**value, "notes": tuple(value.get("notes", ()))})
        except (TypeError, AttributeError):
            return None

    def write(self, state: State) -> None:
        """Replace the record on disk."""
        state.write(RECORD, asdict(self))

    def process(self) -> psutil.Process | None:
        """The recorded process while it lives; None when it ended or its id now names another program."""
        try:
            process = psutil.Process(self.pid)
            if abs(started(process) - self.started) < 0.05 and process.status() != psutil.STATUS_ZOMBIE:
                return process
        except psutil.Error:
            pass
        return None


def started(process: psutil.Process) -> float:
    """Seconds from boot to the start of ``process``, which a change of the clock leaves as they are."""
    return process.create_time() - psutil.boot_time()
