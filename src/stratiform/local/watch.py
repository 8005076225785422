"""Wait for a definition or its code to be saved."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

from watchfiles import Change, watch

from stratiform.local.source import Kind, Source

_IGNORED_FOLDERS = frozenset(
    {".stratiform", ".git", ".venv", "cdk.out", "__pycache__", "venv", "node_modules"}
)
_IGNORED_ENDINGS = (".pyc", ".pyo", ".swp", ".swx", "~", ".tmp")
_GROUPED_MS, _STEP_MS = 200, 30  # an editor writes a file in several steps within a few milliseconds


def saved(
    source: Source, stop: threading.Event, also: Path | None = None, *, since: float
) -> Iterator[tuple[Path, ...]]:
    """Yield the files of each save, until ``stop`` is set. What synthesis itself writes does not count.

    ``also`` is one more file, e.g. settings that the app shares with others. What was saved after ``since``
    (seconds since the epoch) and before the watch began is yielded first.
    """
    watched = source.path if source.kind is not Kind.APP else source.home
    more = [also] if also is not None and not also.is_relative_to(watched) else []

    def counts(change: Change, path: str) -> bool:
        return Path(path) in more or relevant(Path(path), watched)

    missed: tuple[Path, ...] | None = None
    for changes in watch(
        watched,
        *more,
        watch_filter=counts,
        debounce=_GROUPED_MS,
        step=_STEP_MS,
        stop_event=stop,
        rust_timeout=200,
        raise_interrupt=True,
        yield_on_timeout=True,
    ):
        found = {Path(path) for _, path in changes}
        if missed is None:
            missed = tuple(path for path in (*_files(watched), *more) if path.stat().st_mtime > since)
            found.update(missed)
        if found:
            yield tuple(sorted(found))


def _files(watched: Path) -> Iterator[Path]:
    """Every file that counts."""
    if watched.is_file():
        yield watched
        return
    for folder, below, names in os.walk(watched):
        below[:] = [name for name in below if name not in _IGNORED_FOLDERS and not name.startswith(".")]
        for path in (Path(folder, name) for name in names):
            if relevant(path, watched) and path.is_file():
                yield path


def relevant(path: Path, folder: Path) -> bool:
    """Whether a change of ``path`` may change what is deployed."""
    inside = path.relative_to(folder).parts if path.is_relative_to(folder) else path.parts
    return not (
        any(folder.startswith(".") for folder in inside[:-1])  # caches, editors
        or path.name.startswith(".cdk.out")  # a synthesis that is not finished
        or path.name.endswith(_IGNORED_ENDINGS)
        or _IGNORED_FOLDERS.intersection(inside)
    )
