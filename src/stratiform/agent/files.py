"""Files that a reader never sees half written."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_CURRENT = "..data"  # as Kubernetes' atomic writer calls it


def write(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Put ``content`` at ``path`` in one step: written beside it, synced, renamed. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), mode)
        Path(temporary).rename(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def publish(folder: Path, contents: Mapping[str, bytes], mode: int = 0o400) -> None:
    """Put every file of ``contents`` into ``folder`` at once: a reader sees all of the old or all of the new.

    The files are links into ``..data``, a link to a folder that is replaced in one step. Who may read the
    files by ``mode`` may also enter the folder. Raises OSError.
    """
    others = mode & 0o044
    folder.mkdir(mode=0o700 | others | others >> 2, parents=True, exist_ok=True)
    current, link = folder / _CURRENT, folder / f"{_CURRENT}.new"
    before = current.resolve() if current.is_symlink() else None
    made = Path(tempfile.mkdtemp(prefix="..", dir=folder))
    for name, content in contents.items():
        write(made / name, content, mode)
    made.chmod(0o500 | others | others >> 2)
    for name in contents:
        if not (folder / name).is_symlink():
            (folder / name).symlink_to(f"{_CURRENT}/{name}")
    link.unlink(missing_ok=True)
    link.symlink_to(made.name)
    link.rename(current)
    for entry in folder.iterdir():
        if entry.name not in contents and not entry.name.startswith(".."):
            entry.unlink()
        elif entry.is_dir() and not entry.is_symlink() and entry.resolve() not in (before, made.resolve()):
            entry.chmod(0o700)  # the one before stays: a reader may be on its way into it
            shutil.rmtree(entry, ignore_errors=True)
