"""The shared memory of a PostgreSQL that was killed, which the kernel keeps: at most 4,096 for all programs.

The next server on the same data takes it over, so it goes when the data does. It is the segment that guards a
data folder; all other shared memory is the processes' own, or a file in that folder.
"""

from __future__ import annotations

import ctypes
from pathlib import Path

_SEGMENTS = Path("/proc/sysvipc/shm")
_IPC_RMID = 0


def release(folder: Path) -> None:
    """Remove the segment of every data folder in ``folder`` whose server did not end by itself.

    The data is about to be removed: what still ends there keeps its segment until it has.
    """
    for file in folder.rglob("postmaster.pid"):
        server, segment = _guard(file)
        if segment is not None and _maker(segment) == server:
            ctypes.CDLL(None, use_errno=True).shmctl(segment, _IPC_RMID, None)


def _guard(file: Path) -> tuple[int | None, int | None]:
    """The server's process id, and its segment's id: the first line, and the second word of the seventh."""
    try:
        lines = file.read_text(errors="replace").splitlines()
        return int(lines[0]), int(lines[6].split()[1])
    except (OSError, ValueError, IndexError):
        return None, None


def _maker(segment: int) -> int | None:
    """The process that made ``segment``; None where it is gone."""
    try:
        rows = [line.split() for line in _SEGMENTS.read_text().splitlines()]
    except OSError:
        return None
    at = {name: index for index, name in enumerate(rows[0])}
    return next((int(row[at["cpid"]]) for row in rows[1:] if row[at["shmid"]] == str(segment)), None)
