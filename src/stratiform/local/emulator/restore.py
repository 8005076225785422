"""What a start brings back, and what it says about it when the last run did not end cleanly."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from stratiform.local.emulator import snapshot

_RUNNING = "running"
_notes: list[str] = []


def prepare(snapshots: Path) -> Path:
    """The folder to load at start: the newest whole snapshot, or an empty one. Notes what was lost."""
    snapshots.mkdir(mode=0o700, parents=True, exist_ok=True)
    snapshot.clean(snapshots)
    marker = snapshots / _RUNNING
    found, damaged = snapshot.newest(snapshots)
    _notes[:] = _say(found, damaged, killed=marker.exists())
    marker.touch(mode=0o600)
    if found is not None:
        return found.folder
    nothing = snapshots / "nothing"
    nothing.mkdir(mode=0o700, exist_ok=True)
    return nothing


def notes() -> tuple[str, ...]:
    """What ``prepare`` found, a sentence each; empty after a clean stop and at the first start."""
    return tuple(_notes)


def ended_cleanly(snapshots: Path) -> None:
    """Everything is saved: the next start has nothing to tell."""
    (snapshots / _RUNNING).unlink(missing_ok=True)


def remove_unused_code(snapshots: Path, blobs: Path) -> None:
    """Remove function code that no kept snapshot names. MiniStack looks at its memory alone."""
    if not blobs.is_dir():
        return
    named: set[str] = set()
    for file in snapshots.glob("*/lambda.json"):
        named |= set(re.findall(r"\b[0-9a-f]{64}\b", file.read_text()))
    for blob in blobs.glob("*.zip"):
        if blob.stem not in named:
            blob.unlink(missing_ok=True)


def _say(found: snapshot.Snapshot | None, damaged: tuple[str, ...], *, killed: bool) -> list[str]:
    said = []
    if damaged:
        said.append(
            f"{len(damaged)} damaged snapshot{'s were' if len(damaged) > 1 else ' was'} left out"
            f" ({', '.join(damaged)})."
        )
    if killed or damaged:
        if found is None:
            said.append(
                "The local cloud did not end cleanly and had no whole snapshot: it starts empty, but for S3."
            )
        else:
            taken = datetime.fromtimestamp(found.taken, UTC)
            said.append(
                "The local cloud did not end cleanly. Its stacks, tables, queues, secrets and functions are"
                f" back as of {taken:%Y-%m-%d %H:%M:%S} UTC."
            )
            said.append(
                "Lost: what was written after that second, and every call and message that was in flight."
            )
        said.append("S3 objects are as last written, so they may be newer than the rest.")
    return said
