"""The cache of bundles, code with its dependencies: where it is, how large, and what leaves it.

One folder for each bundle, named after its content; the time of the folder is when it was last asked for.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from stratiform.caches import caches

MOST_BYTES = 2 << 30
LONGEST_UNUSED = 30 * 86400
"""Seconds."""
KEPT = 86400
"""Seconds in which what was asked for never leaves: somebody may be reading it."""


@dataclass(frozen=True)
class Bundle:
    """``used`` is when it was last asked for, in seconds since 1970."""

    folder: Path
    bytes: int
    used: float


def cache() -> Path:
    """The folder of this user's bundles."""
    return caches() / "functions"


def bundles(folder: Path) -> tuple[Bundle, ...]:
    """What is in the cache ``folder``, the longest unused first; with what a killed run left half-done."""
    found = []
    for one in folder.iterdir() if folder.is_dir() else ():
        if one.is_dir():
            with suppress(FileNotFoundError):  # somebody else clears at the same time
                found.append(Bundle(one, _size(one), one.stat().st_mtime))
    return tuple(sorted(found, key=lambda bundle: bundle.used))


def take(bundle: Path) -> bool:
    """Whether ``bundle`` is in the cache. It stays there for a day from now."""
    if not bundle.is_dir():
        return False
    try:
        with _locked(bundle.parent, fcntl.LOCK_SH):
            os.utime(bundle)
    except FileNotFoundError:
        return False
    except OSError:  # a cache that this user may only read, as in an image; nobody clears it either
        return True
    return True


def clear(folder: Path, *, most: int = MOST_BYTES, longest: float = LONGEST_UNUSED) -> None:
    """Remove bundles unused for ``longest`` seconds, and the longest unused while there are ``most`` bytes.

    Does nothing while another run looks something up. What cannot be removed stays.
    """
    gone: list[Path] = []
    try:
        with _locked(folder, fcntl.LOCK_EX | fcntl.LOCK_NB):
            found = bundles(folder)
            total, now = sum(one.bytes for one in found), time.time()
            for one in found:
                age, is_left_over = now - one.used, one.folder.name.startswith(".")
                if age > KEPT and (is_left_over or age > longest or total > most):
                    total -= one.bytes
                    gone.append(_aside(one.folder))
    except OSError:
        return
    finally:
        for away in gone:  # the slow part, when nobody can find them any more
            shutil.rmtree(away, ignore_errors=True)


def _aside(folder: Path) -> Path:
    target = folder.with_name(f".gone-{folder.name.lstrip('.')}")
    folder.rename(target)
    return target


def _size(folder: Path) -> int:
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file())


@contextmanager
def _locked(folder: Path, how: int) -> Iterator[None]:
    with folder.with_name(f"{folder.name}.lock").open("a") as lock:
        fcntl.flock(lock, how)
        yield
