"""Who the running emulator is: ``emulator.json``, written by the emulator itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import psutil

from stratiform.local.birth import living
from stratiform.local.state import State

RECORD = "emulator.json"


@dataclass(frozen=True)
class Record:
    """``started`` is the process's birth (see ``birth``)."""

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
        return living(self.pid, self.started)
