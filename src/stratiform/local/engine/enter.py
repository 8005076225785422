"""The command that starts a container's process so that it cannot outlive the engine."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

_SCRIPT = Path(__file__).parent / "inside" / "enter.py"


@dataclass(frozen=True)
class Place:
    """``source`` of this machine, seen by the process at ``target``.

    ``overlay``: what is written stays with the container. ``write`` and ``read`` are the folder itself.
    """

    source: Path
    target: str
    kind: Literal["overlay", "write", "read"] = "write"


@dataclass(frozen=True)
class Root:
    """What a process sees as its files: this machine's, with ``places`` put over it in order.

    ``folder`` belongs to the container; what the process writes into an overlay is kept there.
    """

    folder: Path
    places: tuple[Place, ...]


def command(
    argv: Sequence[str],
    *,
    not_root: bool = False,
    root: Root | None = None,
    cwd: str = "/",
    join: int | None = None,
) -> list[str]:
    """``argv`` behind a few milliseconds of preparation; start it from this process and no other.

    The process is killed when the thread that started it ends, gains no privileges, and exits 127 or 126
    with one line on stderr when the program is missing or cannot be executed. ``not_root``, where this
    process is root: the program sees an ordinary user id, and the files of root as its own. ``cwd`` is
    a path inside ``root``, or inside the view of the process ``join``; without both it is not used.
    """
    options = {
        "parent": os.getpid(),
        "not_root": not_root,
        "root": _described(root) if root else None,
        "cwd": cwd,
        "join": join,
    }
    return [sys.executable, "-I", "-S", str(_SCRIPT), json.dumps(options), *argv]


def _described(root: Root) -> dict[str, object]:
    at = root.folder / "root"
    at.mkdir(mode=0o700, parents=True, exist_ok=True)
    mounts = []
    for number, place in enumerate(root.places):
        writable = root.folder / "written" / str(number)
        if place.kind == "overlay":
            for name in ("upper", "work"):
                (writable / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        mounts.append([place.kind, str(place.source), place.target, str(writable)])
    return {"at": str(at), "mounts": mounts}


@functools.cache
def can_change_root() -> bool:
    """Whether this machine lets an ordinary process have its own view of the files (user namespaces)."""
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder, "there")
        there.mkdir()
        Path(there, "file").touch()
        root = Root(Path(folder, "container"), (Place(there, "/stratiform-probe", "overlay"),))
        argv = command(["/bin/sh", "-c", "test -f /stratiform-probe/file"], root=root)
        return subprocess.run(argv, capture_output=True, check=False).returncode == 0
