"""Unpack an archive whose members may be hostile."""

from __future__ import annotations

import os
import tarfile
from pathlib import Path


def unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Unpack ``archive`` below ``folder``. Raises tarfile.TarError for a member that leads outside it."""
    if hasattr(tarfile, "data_filter"):
        archive.extractall(folder, filter="data")
        return
    # Python before 3.11.4, which Debian 12 has: the same refusals, member by member.
    for member in archive:
        archive.extract(_harmless(member, folder.resolve()), folder)


def _harmless(member: tarfile.TarInfo, folder: Path) -> tarfile.TarInfo:
    member.name = member.name.lstrip("/")
    place = folder / member.name
    if not (member.isreg() or member.isdir() or member.issym() or member.islnk()):
        raise tarfile.ReadError(f"{member.name} is a device or a pipe")
    points_to = [place]
    if member.issym():
        points_to.append(place.parent / member.linkname)
    elif member.islnk():
        points_to.append(folder / member.linkname)
    if not all(Path(os.path.realpath(path)).is_relative_to(folder) for path in points_to):
        raise tarfile.ReadError(f"{member.name} leads outside the folder")
    member.mode &= 0o755
    if member.isreg():
        member.mode |= 0o600
    member.uid, member.gid, member.uname, member.gname = os.getuid(), os.getgid(), "", ""
    return member
