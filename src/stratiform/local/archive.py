"""Zip a folder so that equal content gives equal bytes."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from stratiform.errors import WrongUse

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip can hold
_CHUNK = 1 << 20


def zip_folder(folder: Path, into: BinaryIO) -> None:
    """Write the files of ``folder`` in name order, without compression: it goes to this machine.

    A symbolic link is followed, as the CDK does. A link that leads nowhere, or back to one of its own
    parents, raises WrongUse.
    """
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for file in _files(folder, (folder.resolve(),)):
            entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), _EPOCH)
            executable = file.stat().st_mode & stat.S_IXUSR
            entry.external_attr = (stat.S_IFREG | (0o755 if executable else 0o644)) << 16
            entry.file_size = file.stat().st_size
            with file.open("rb") as source, archive.open(entry, "w") as target:
                while chunk := source.read(_CHUNK):
                    target.write(chunk)


def _files(folder: Path, parents: tuple[Path, ...]) -> Iterator[Path]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = Path(entry.path)
        if entry.is_dir():
            real = path.resolve()
            if real in parents:
                raise WrongUse(
                    "A folder to publish holds a symbolic link to one of its own parents.",
                    where=str(path),
                    fix="Remove the link, or exclude it from the asset.",
                )
            yield from _files(path, (*parents, real))
        elif entry.is_file():
            yield path
        elif entry.is_symlink():
            raise WrongUse(
                f"A folder to publish holds a symbolic link to {path.readlink()}, which does not exist.",
                where=str(path),
                fix="Make the link's target, or remove the link.",
            )
