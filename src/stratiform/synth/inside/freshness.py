"""Whether what the resident has loaded is what a new process would load."""

from __future__ import annotations

import importlib.machinery
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

State = dict[str, tuple[int, int]]
_STALE = (-1, -1)


def _stamp(files: Iterable[str]) -> State:
    """The time and size of everything a worker inherits: loaded files, installed packages, Python, Node.

    The time of an installation folder changes when a package comes, goes or is replaced.
    """
    paths = {sys.executable, str(Path(sys.prefix) / "pyvenv.cfg"), shutil.which("node") or "node", *files}
    paths.update(path for path in sys.path if Path(path).name in ("site-packages", "dist-packages"))
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if file:
            paths.add(file)
    return {path: _state(path) for path in paths}


def extended(before: State, began: int, files: Iterable[str] = ()) -> State:
    """``before``, what was loaded since ``began`` (ns), and ``files``. What was written since is stale."""
    added = {path: state for path, state in _stamp(files).items() if path not in before}
    return {**before, **{path: state if state[0] < began else _STALE for path, state in added.items()}}


def changed(before: State) -> str | None:
    """A path of ``before`` that is not as it was, if any."""
    return next((path for path, state in before.items() if _state(path) != state), None)


def hidden(folders: Iterable[str], startup: frozenset[str]) -> str | None:
    """A file in ``folders`` that a new process would import in place of a module loaded here, if any."""
    loaded = {name for name in sys.modules if "." not in name and name not in startup}
    suffixes = tuple(importlib.machinery.all_suffixes())
    for folder in folders:
        for entry in _entries(folder):
            name = entry.name.split(".")[0]
            if name not in loaded or _is_from(name, folder):
                continue
            if entry.name.endswith(suffixes) or Path(entry.path, "__init__.py").is_file():
                return entry.path
    return None


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder or ".") as entries:
            return list(entries)
    except OSError:
        return []


def _is_from(name: str, folder: str) -> bool:
    file: str | None = getattr(sys.modules[name], "__file__", None)
    return file is not None and Path(folder).resolve() in Path(file).resolve().parents


def _state(path: str) -> tuple[int, int]:
    try:
        status = Path(path).stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)
