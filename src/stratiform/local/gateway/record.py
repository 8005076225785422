"""Who the running gateway is: ``gateway.json``, written by the gateway itself once it serves."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import psutil

from stratiform.local.birth import living
from stratiform.local.state import State

FOLDER = "gateway"
FILE = "gateway.json"
AUTHORITY = "authority.pem"
"""In the gateway's folder: who signed the certificate of its HTTPS listeners."""


@dataclass(frozen=True)
class Record:
    """``started`` is the process's birth (see ``birth``). ``control`` is a port."""

    pid: int
    started: float
    control: int

    @classmethod
    def read(cls, state: State) -> Record | None:
        """The record on disk, or None when there is none or it is damaged."""
        value: Any = state.read(FILE)
        try:
            return cls(**value)
        except TypeError:
            return None

    def write(self, state: State) -> None:
        """Replace the record on disk."""
        state.write(FILE, asdict(self))

    def process(self) -> psutil.Process | None:
        """The recorded process while it lives; None when it ended or its id now names another program."""
        return living(self.pid, self.started)
