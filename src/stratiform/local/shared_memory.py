"""Where this machine keeps what a system must not put on a disk: below /dev/shm, a folder for each app."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from pathlib import Path

ROOT = Path("/dev/shm")  # noqa: S108 - everybody may write there; ``made`` looks whose it is


def made(state: Path, name: str) -> Path | None:
    """The folder ``name`` of the app with this state folder; None on a machine without shared memory.

    Raises PermissionError where somebody else has put something in its place.
    """
    if not ROOT.is_dir():
        return None
    own = _own(state)
    own.mkdir(mode=0o700, exist_ok=True)
    found = own.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise PermissionError(f"{own} is not a folder of this user alone")
    folder = own / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def remove(state: Path, name: str = "") -> None:
    """Remove the folder ``name`` of the app, or all that it has there."""
    shutil.rmtree(_own(state) / name, ignore_errors=True)


def _own(state: Path) -> Path:
    return ROOT / f"stratiform-{hashlib.sha256(str(state.resolve()).encode()).hexdigest()[:16]}"
