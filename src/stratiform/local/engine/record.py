"""Who the running engine is: ``engine.json``, written by the engine itself once it answers."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from stratiform.local.birth import birth, living
from stratiform.local.state import write_private

SOCKET = "docker.sock"
_FILE = "engine.json"


@dataclass(frozen=True)
class Record:
    """``started`` is the process's birth (see ``birth``)."""

    pid: int
    started: float

    @classmethod
    def of_this_process(cls) -> Record:
        """This process."""
        return cls(os.getpid(), birth(os.getpid()))

    @classmethod
    def read(cls, folder: Path) -> Record | None:
        """The engine that runs with ``folder``; None when none does."""
        try:
            record = cls(**json.loads((folder / _FILE).read_text()))
        except (OSError, ValueError, TypeError):
            return None
        return record if living(record.pid, record.started) else None

    @staticmethod
    def names_this_process(folder: Path) -> bool:
        """Whether the record is still this process's."""
        try:
            return bool(json.loads((folder / _FILE).read_text())["pid"] == os.getpid())
        except FileNotFoundError:
            return False
        except (OSError, ValueError, KeyError):
            return True

    def write(self, folder: Path) -> None:
        """Replace the record on disk."""
        write_private(folder / _FILE, json.dumps(asdict(self)).encode())

    @staticmethod
    def exists(folder: Path) -> bool:
        """Whether an engine wrote a record and did not remove it."""
        return (folder / _FILE).exists()

    @staticmethod
    def remove(folder: Path) -> None:
        """The engine ends."""
        (folder / _FILE).unlink(missing_ok=True)
