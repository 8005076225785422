"""Where sockets and locks of this user live: a private folder with a short path."""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stratiform.errors import NotWritable

_LONGEST = 60  # a Unix socket's whole path has at most 108 bytes (104 on macOS)


def folder() -> Path:
    """The folder, created 0700. Raises NotWritable when it is somebody else's."""
    base = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    if len(base) > _LONGEST or not os.access(base, os.W_OK):
        base = "/tmp"  # noqa: S108  the folder below is ours alone, or refused
    found = Path(base) / f"stratiform-{os.getuid()}"
    try:
        found.mkdir(mode=0o700, exist_ok=True)
        status = found.lstat()
    except OSError as error:
        raise NotWritable(
            f"{found} cannot be created: {error.strerror}", fix="Set TMPDIR to a folder you can write."
        ) from None
    if status.st_uid != os.getuid() or status.st_mode & 0o077 or not found.is_dir() or found.is_symlink():
        raise NotWritable(
            f"{found} is not a folder of yours alone",
            fix=f"Remove it, or make it private: chmod 700 {found}.",
        )
    return found


def named(subject: str, suffix: str) -> Path:
    """The file that belongs to ``subject``, whatever its length."""
    return folder() / f"{hashlib.sha256(subject.encode()).hexdigest()[:16]}{suffix}"


@contextmanager
def locked(subject: str) -> Iterator[None]:
    """Hold the lock of ``subject`` among all processes of this user. A holder that dies lets go."""
    with named(subject, ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
