"""A path as it was at a git revision, in a temporary folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from stratiform.errors import MissingPart, UnknownRevision

# What an app needs to run and no repository holds.
_UNTRACKED = (".venv", "venv", "node_modules")


@dataclass(frozen=True)
class Checkout:
    """``path`` is the path of that time; ``root`` is the temporary folder of the whole repository."""

    path: Path
    root: Path
    commit: str


@contextmanager
def checked_out(path: Path, revision: str) -> Iterator[Checkout]:
    """``path`` as it was at ``revision``; removed afterwards. The repository and its files are not touched.

    Virtual environments and node_modules beside it are linked, since no revision has them.
    Raises UnknownRevision, MissingPart where git is not installed.
    """
    path = path.resolve()
    folder = path if path.is_dir() else path.parent
    top = Path(_top(folder))
    commit = _commit(top, revision)
    with tempfile.TemporaryDirectory(prefix="strat-diff-") as temporary:
        # The folder's name stays, since settings and apps may take names from it.
        root = Path(temporary) / (top.name or "app")
        _git(top, "read-tree", commit, index=Path(temporary) / "index")
        _git(top, "checkout-index", "--all", f"--prefix={root}/", index=Path(temporary) / "index")
        then = root / path.relative_to(top)
        if not then.exists():
            raise UnknownRevision(
                f"{path.name} did not exist at {revision}.",
                where=f"{top} at {commit[:12]}",
                fix="Name a later revision, or another path.",
            )
        _link(folder, top, root)
        yield Checkout(then, root, commit)


def is_revision(path: Path, text: str) -> bool:
    """Whether git knows ``text`` as a revision of the repository around ``path``."""
    try:
        _commit(Path(_top(path if path.is_dir() else path.parent)), text)
    except (UnknownRevision, MissingPart):
        return False
    return True


def existed(path: Path, revision: str) -> bool:
    """Whether the revision has ``path``. Raises UnknownRevision, MissingPart."""
    path = path.resolve()
    top = Path(_top(path if path.is_dir() else path.parent))
    place = path.relative_to(top).as_posix()
    name = f"{_commit(top, revision)}:{'' if place == '.' else place}"
    return _run(top, "cat-file", "-e", name).returncode == 0


def _top(folder: Path) -> str:
    done = _run(folder, "rev-parse", "--show-toplevel")
    if done.returncode != 0:
        raise UnknownRevision(
            f"{folder} is in no git repository.",
            where=str(folder),
            fix="Run this in a repository, or name a folder or a template instead of a revision.",
        )
    return done.stdout.strip()


def _commit(top: Path, revision: str) -> str:
    done = _run(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if done.returncode != 0:
        raise UnknownRevision(
            f"Git knows no revision {revision!r}.",
            where=str(top),
            fix="Name a commit, a branch or a tag; `git log --oneline` lists commits.",
        )
    return done.stdout.strip()


def _git(top: Path, *arguments: str, index: Path) -> None:
    done = _run(top, *arguments, index=index)
    if done.returncode != 0:
        raise UnknownRevision(
            f"git {arguments[0]} failed: {done.stderr.strip()}", where=str(top), fix="Run `git fsck`."
        )


def _run(folder: Path, *arguments: str, index: Path | None = None) -> subprocess.CompletedProcess[str]:
    program = shutil.which("git")
    if program is None:
        raise MissingPart("git is not installed.", fix="Install git, or compare two folders instead.")
    # A hook runs us with variables of its own repository; the folder decides here.
    given = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    if index is not None:
        given["GIT_INDEX_FILE"] = str(index)
    return subprocess.run(
        [program, *arguments], cwd=folder, env=given, capture_output=True, text=True, errors="replace"
    )


def _link(folder: Path, top: Path, root: Path) -> None:
    for place in (folder, *folder.parents):
        if not place.is_relative_to(top):
            return
        for name in _UNTRACKED:
            there = root / place.relative_to(top) / name
            if (place / name).is_dir() and there.parent.is_dir() and not there.exists():
                there.symlink_to(place / name, target_is_directory=True)
