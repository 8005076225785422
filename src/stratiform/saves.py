"""Waits for a definition or its code to be saved."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

from stratiform.errors import MissingPart

_IGNORED_FOLDERS = frozenset(
    {".stratiform", ".git", ".venv", "cdk.out", "__pycache__", "venv", "node_modules"}
)
_IGNORED_ENDINGS = (".pyc", ".pyo", ".swp", ".swx", "~", ".tmp")
_GROUPED_MS, _STEP_MS, _WAIT_MS = 200, 30, 200  # an editor writes in several steps within milliseconds


def saves(
    watched: Path,
    *,
    since: float,
    also: Path | None = None,
    output: Path | None = None,
    stop: threading.Event | None = None,
) -> Iterator[tuple[Path, ...]]:
    """Yield the files of each save in the folder or file ``watched``, until ``stop`` is set.

    What a synthesis writes does not count; ``output`` is where it writes, if that is not ``cdk.out``.
    ``also`` is one more file, e.g. settings that the app shares with others. What was saved after ``since``
    (seconds since the epoch) and before the watch began is yielded first.

    Raises MissingPart where watchfiles is not installed.
    """
    try:
        from watchfiles import Change, watch
    except ModuleNotFoundError:
        raise MissingPart(
            "--watch needs the package watchfiles.",
            fix="Install the local part: pip install 'stratiform[local]'.",
        ) from None
    more = [also] if also is not None and not also.is_relative_to(watched) else []

    def counts(change: Change, path: str) -> bool:
        return Path(path) in more or relevant(Path(path), watched, output)

    missed: tuple[Path, ...] | None = None
    for changes in watch(
        watched,
        *more,
        watch_filter=counts,
        debounce=_GROUPED_MS,
        step=_STEP_MS,
        stop_event=stop,
        rust_timeout=_WAIT_MS,
        raise_interrupt=True,
        yield_on_timeout=True,
    ):
        found = {Path(path) for _, path in changes}
        if missed is None:
            files = (*_files(watched, output), *more)
            missed = tuple(path for path in files if path.stat().st_mtime > since)
            found.update(missed)
        if found:
            yield tuple(sorted(found))


def _files(watched: Path, output: Path | None) -> Iterator[Path]:
    """Every file that counts."""
    if watched.is_file():
        yield watched
        return
    for folder, below, names in os.walk(watched):
        below[:] = [name for name in below if name not in _IGNORED_FOLDERS and not name.startswith(".")]
        for path in (Path(folder, name) for name in names):
            if relevant(path, watched, output) and path.is_file():
                yield path


def relevant(path: Path, folder: Path, output: Path | None = None) -> bool:
    """Whether a change of ``path`` may change what the app in ``folder`` defines."""
    inside = path.relative_to(folder).parts if path.is_relative_to(folder) else path.parts
    return not (
        any(folder.startswith(".") for folder in inside[:-1])  # caches, editors
        or path.name.startswith(".cdk.out")  # a synthesis that is not finished
        or path.name.endswith(_IGNORED_ENDINGS)
        or _IGNORED_FOLDERS.intersection(inside)
        or (output is not None and _is_output(path, output))
    )


def _is_output(path: Path, output: Path) -> bool:
    """Whether ``path`` is in ``output``, or beside it as the folder that takes its place."""
    return path.is_relative_to(output) or path.name.startswith(f".{output.name}")
