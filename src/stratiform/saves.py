"""Waits for a definition or its code to be saved."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from stratiform.errors import MissingPart, WatchFailed

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

    Raises MissingPart where watchfiles is not installed, and WatchFailed where the system refuses.
    """
    more = [also] if also is not None and not also.is_relative_to(watched) else []

    def counts(_: object, path: str) -> bool:
        return Path(path) in more or relevant(Path(path), watched, output)

    before: Mapping[Path, float] | None = None
    while stop is None or not stop.is_set():
        folders = [folder for folder, _ in _folders(watched, output)] or [watched]
        begun = False
        for changes in _changes([*folders, *filter(Path.exists, more)], counts, stop):
            found = {Path(path) for _, path in changes}
            if not begun:
                found.update(_missed(before, _times(watched, more, output), since))
            now = {folder for folder, _ in _folders(watched, output)} if found or not begun else set()
            begun = True
            unwatched = now.difference(folders)
            if unwatched:
                before = _times(watched, more, output)  # what is saved until they are watched is told then
            if found:
                yield tuple(sorted(found))
            if unwatched:
                break


def _missed(before: Mapping[Path, float] | None, now: Mapping[Path, float], since: float) -> Iterator[Path]:
    """What was saved before the watch began: after ``since``, or after the times ``before`` were taken."""
    for path, time in now.items():
        if time > since if before is None else before.get(path) != time:
            yield path


def _changes(
    paths: Sequence[Path], counts: Callable[[object, str], bool], stop: threading.Event | None
) -> Iterator[set[tuple[Any, str]]]:
    """What changes in each folder of ``paths``, not below it; an empty set now and then.

    Folders of tools are left out that way: the system counts each, and may forbid to look into some.
    """
    try:
        from watchfiles import watch
    except ModuleNotFoundError:
        raise MissingPart(
            "--watch needs the package watchfiles.",
            fix="Install the local part: pip install 'stratiform[local]'.",
        ) from None
    try:
        yield from watch(
            *paths,
            watch_filter=counts,
            debounce=_GROUPED_MS,
            step=_STEP_MS,
            stop_event=stop,
            rust_timeout=_WAIT_MS,
            raise_interrupt=True,
            yield_on_timeout=True,
            recursive=False,
        )
    except OSError as error:
        if isinstance(error, FileNotFoundError) and paths[0].exists():
            return  # one of the folders went in this moment
        raise WatchFailed(
            f"Saved files cannot be watched: {error}",
            fix="Where it is a limit, raise fs.inotify.max_user_watches or max_user_instances with sysctl.",
        ) from None


def _folders(watched: Path, output: Path | None) -> Iterator[tuple[Path, list[str]]]:
    """Every folder that has files that count, with the names in it; none where ``watched`` is a file."""
    known: set[str] = set()
    for folder, below, names in os.walk(watched, followlinks=True):
        if (real := os.path.realpath(folder)) in known:  # a link to a folder above
            below.clear()
            continue
        known.add(real)
        below[:] = [name for name in below if _is_looked_into(Path(folder, name), watched, output)]
        yield Path(folder), names


def _is_looked_into(folder: Path, watched: Path, output: Path | None) -> bool:
    hidden = folder.name.startswith(".")
    return not hidden and relevant(folder, watched, output) and os.access(folder, os.R_OK | os.X_OK)


def _times(watched: Path, more: Sequence[Path], output: Path | None) -> dict[Path, float]:
    """When each file that counts was saved."""
    below = (Path(folder, name) for folder, names in _folders(watched, output) for name in names)
    found = {}
    for path in (*below, *more, *([watched] if watched.is_file() else ())):
        if path in more or relevant(path, watched, output):
            with suppress(FileNotFoundError):  # it went in this moment
                found[path] = path.stat().st_mtime
    return found


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
