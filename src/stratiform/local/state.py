"""What a local run keeps on disk: ``<app>/.stratiform/local``, readable by its owner alone."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stratiform.errors import NotWritable

_NAME = ".stratiform"
_LEAST_BYTES = 10 * 2**20


@dataclass(frozen=True)
class State:
    """The folder of one app's local run. ``folder`` is absolute and has mode 0700."""

    app: Path
    folder: Path

    @classmethod
    def of(cls, app: Path) -> State:
        """The state of ``app``, created when missing.

        Raises NotWritable when the folder cannot be made, is a link, or belongs to somebody else.
        """
        app = app.resolve()
        root = app / _NAME
        folder = root / "local"
        try:
            for path in (root, folder):
                _make_private(path)
            ignore = root / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n")
        except OSError as error:
            raise NotWritable(
                f"The local run cannot keep its state: {why(error)}",
                where=str(folder),
                fix="Make room on the disk."
                if error.errno == errno.ENOSPC
                else "Give yourself write access to the app's folder, or remove its .stratiform.",
            ) from error
        return cls(app=app, folder=folder)

    def require_room(self) -> None:
        """Raise NotWritable where the disk is full, before the first of many files cannot be written."""
        free = shutil.disk_usage(self.folder).free
        if free < _LEAST_BYTES:
            raise NotWritable(
                f"The disk is full: {free / 2**20:.1f} MB are left for the local run, which needs"
                f" {_LEAST_BYTES / 2**20:.0f} MB to begin with and 30 MB for each database",
                where=str(self.folder),
                fix="Make room on the disk.",
            )

    def subfolder(self, name: str) -> Path:
        """A folder inside the state, created with mode 0700 when missing."""
        path = self.folder
        for part in Path(name).parts:
            path = path / part
            path.mkdir(mode=0o700, exist_ok=True)
        return path

    def read(self, name: str) -> Any | None:
        """The JSON value of ``name``, or None when the file is missing or is not JSON."""
        try:
            return json.loads((self.folder / name).read_text())
        except (FileNotFoundError, ValueError):
            return None

    def write(self, name: str, value: Any) -> None:
        """Replace ``name`` with ``value`` as JSON, whole or not at all, with mode 0600.

        Raises NotWritable when the disk refuses.
        """
        try:
            write_private(self.folder / name, json.dumps(value, indent=1).encode())
        except OSError as error:
            raise NotWritable(
                f"The state cannot be written: {why(error)}",
                where=str(self.folder / name),
                fix="Make room on the disk, or give yourself write access to the app's folder.",
            ) from error

    def remove(self, name: str) -> None:
        """Forget ``name``. It may be missing."""
        (self.folder / name).unlink(missing_ok=True)

    def wipe(self) -> None:
        """Remove everything the local run kept. Nothing may be running."""
        shutil.rmtree(self.folder, ignore_errors=True)
        _make_private(self.folder)


def why(error: OSError) -> str:
    """What the system says, once: copying a folder collects the same sentence for each of its files."""
    if isinstance(error, shutil.Error) and error.args and isinstance(error.args[0], list):
        text = str(error.args[0][0][-1])
        return re.sub(r"^\[Errno \d+\] |: '.*", "", text)
    return error.strerror or str(error)


def write_private(path: Path, content: bytes) -> None:
    """Replace ``path`` with ``content``, whole or not at all, readable by its owner alone."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _make_private(path: Path) -> None:
    path.mkdir(mode=0o700, exist_ok=True)
    if path.is_symlink():
        raise OSError(f"{path.name} is a link")
    if path.stat().st_uid != os.getuid():
        raise OSError(f"{path.name} belongs to another user")
    path.chmod(0o700)
