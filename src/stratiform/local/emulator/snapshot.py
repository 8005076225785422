"""Snapshots on disk: a folder each, whole or absent, checked against its own hashes before it is believed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_MANIFEST = "snapshot.json"
_KEPT = 2


@dataclass(frozen=True)
class Snapshot:
    """One service a file. ``taken`` is in seconds since the epoch; ``hashes`` are SHA-256 by file name."""

    folder: Path
    taken: float
    hashes: Mapping[str, str]

    def damage(self) -> str | None:
        """The first file that is not what was written; None when all are."""
        for name, expected in self.hashes.items():
            try:
                content = (self.folder / name).read_bytes()
            except OSError:
                return name
            if hashlib.sha256(content).hexdigest() != expected:
                return name
        return None


def newest(snapshots: Path) -> tuple[Snapshot | None, tuple[str, ...]]:
    """The newest undamaged snapshot, and the names of newer folders that are damaged."""
    damaged: list[str] = []
    for folder in sorted(_folders(snapshots), reverse=True):
        found = _read(folder)
        if found is not None and found.damage() is None:
            return found, tuple(damaged)
        damaged.append(folder.name)
    return None, tuple(damaged)


def write(snapshots: Path, services: Mapping[str, Callable[[], bytes | None]], *, taken: float) -> bool:
    """Write what each service gives, as ``<service>.json``. False when nothing differs from the last one.

    A service that raises or gives None keeps its file of the last snapshot, so that a failure to read it
    does not lose it. Older snapshots beyond the last two are removed.
    """
    previous = _last(snapshots)
    temporary = snapshots / f".new-{os.getpid()}"
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(mode=0o700)
    try:
        hashes = {
            name: digest
            for service, content in services.items()
            if (digest := _write_one(temporary / (name := f"{service}.json"), content, previous)) is not None
        }
        if previous is not None and hashes == previous.hashes:
            return False
        (temporary / _MANIFEST).write_text(json.dumps({"taken": taken, "hashes": hashes}))
        temporary.rename(snapshots / f"{_next_number(snapshots):012d}")
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    for old in sorted(_folders(snapshots))[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    return True


def clean(snapshots: Path) -> None:
    """Remove what a killed writer left behind."""
    for leftover in snapshots.glob(".new-*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _write_one(path: Path, content: Callable[[], bytes | None], previous: Snapshot | None) -> str | None:
    value: bytes | None = None
    with contextlib.suppress(Exception):
        value = content()
    if value is None and previous is not None and path.name in previous.hashes:
        value = (previous.folder / path.name).read_bytes()
    if value is None:
        return None
    path.write_bytes(value)
    return hashlib.sha256(value).hexdigest()


def _last(snapshots: Path) -> Snapshot | None:
    for folder in sorted(_folders(snapshots), reverse=True):
        if (found := _read(folder)) is not None:
            return found
    return None


def _read(folder: Path) -> Snapshot | None:
    try:
        value: Any = json.loads((folder / _MANIFEST).read_text())
        return Snapshot(folder, float(value["taken"]), dict(value["hashes"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _folders(snapshots: Path) -> list[Path]:
    return [path for path in snapshots.iterdir() if path.name.isdigit()]


def _next_number(snapshots: Path) -> int:
    return max((int(path.name) for path in _folders(snapshots)), default=0) + 1
