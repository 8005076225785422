"""Which Python of this machine runs a function declared for ``python3.12``."""

from __future__ import annotations

import os
import pwd
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_OURS = f"{sys.version_info.major}.{sys.version_info.minor}"


@dataclass(frozen=True)
class Interpreter:
    """``version`` is the major and minor version it has, e.g. ``3.12``."""

    executable: Path
    version: str


def interpreter(version: str) -> Interpreter:
    """The machine's Python ``version``: on PATH, or kept by uv or pyenv; else the one that runs us.

    Starts no process: the name of a real executable tells its version. A pyenv shim does not.
    """
    if version != _OURS:
        for candidate in _candidates(version):
            if os.access(candidate, os.X_OK):
                return Interpreter(candidate, version)
    return Interpreter(Path(getattr(sys, "_base_executable", sys.executable)), _OURS)


def _candidates(version: str) -> Iterator[Path]:
    name = f"python{version}"
    for folder in os.get_exec_path():
        if Path(folder).name != "shims":
            yield Path(folder) / name
    home = _home()
    yield from sorted(home.glob(f".local/share/uv/python/cpython-{version}.*/bin/{name}"))
    yield from sorted(home.glob(f".pyenv/versions/{version}.*/bin/{name}"))


def _home() -> Path:
    """The user's own home: the process's HOME is a folder of the state."""
    try:
        return Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError:
        return Path("/nonexistent")
