"""The files of an image: what ``COPY`` and ``ADD`` put where, as a folder per stage."""

from __future__ import annotations

import shutil
import tarfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from stratiform.errors import ImageError
from stratiform.local.engine.images.dockerfile import numbered
from stratiform.local.engine.images.stage import Copy, Run, Stage
from stratiform.local.engine.unpack import unpack

_ARCHIVES = (".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2")
_IGNORED = shutil.ignore_patterns("__pycache__", ".git", "*.pyc")


def used(stages: Sequence[Stage]) -> list[int]:
    """The stages that the last one is made from, in order, itself included."""
    wanted, found = [len(stages) - 1], set()
    while wanted:
        number = wanted.pop()
        if number in found:
            continue
        found.add(number)
        parent = stages[number].parent
        if parent is not None:
            wanted.append(parent)
        origins = [
            numbered(stages, s.origin) for s in stages[number].steps if isinstance(s, Copy) and s.origin
        ]
        wanted += [origin for origin in origins if origin is not None]
    return sorted(found)


def place(trees: Path, number: int) -> Path:
    """The folder with the files of stage ``number``."""
    return trees / str(number)


def inside(tree: Path, path: str) -> Path:
    """Where the container's ``path`` is in ``tree``."""
    return tree / str(PurePosixPath("/") / path).lstrip("/")


def start(stage: Stage, trees: Path, number: int) -> None:
    """Begin a stage: the files of the stage it continues, and its working directories."""
    tree = place(trees, number)
    if stage.parent is not None:
        shutil.copytree(place(trees, stage.parent), tree, symlinks=True, dirs_exist_ok=True)
    tree.mkdir(parents=True, exist_ok=True)
    for folder in stage.folders:
        inside(tree, folder).mkdir(parents=True, exist_ok=True)


def copy(
    step: Copy, stages: Sequence[Stage], source: Path, trees: Path, number: int, where: str
) -> list[str]:
    """Put the files of one ``COPY`` in place. Gives the sources that are not there.

    Raises ImageError when the build folder lacks a file; what another stage or image lacks is only told,
    because its commands may have made it.
    """
    origin = numbered(stages, step.origin) if step.origin else None
    if step.origin and origin is None:
        return [f"{name} of the image {step.origin}" for name in step.sources]
    base = source if origin is None else place(trees, origin)
    target = inside(place(trees, number), step.target)
    missing = []
    for pattern in step.sources:
        if pattern.startswith(("http://", "https://", "git@")):
            missing.append(pattern)
            continue
        relative = pattern.strip("/") or "."
        found = [base] if relative == "." else sorted(base.glob(relative))
        if not found and origin is None and not any(sign in pattern for sign in "*?["):
            raise ImageError(
                f"COPY {pattern}: the build folder has no such file",
                where=f"{where}:{step.line}",
                fix="Correct the line.",
            )
        if not found and origin is not None:
            missing.append(f"{pattern} of stage {step.origin}")
        many = len(found) > 1 or len(step.sources) > 1 or step.target.endswith("/")
        for path in found:
            _put(path, target, many)
    for name, content in step.texts:
        file = target / name if step.target.endswith("/") else target
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    return missing


def bind(run: Run, source: Path, tree: Path) -> None:
    """Give a ``RUN`` the files that it mounts from the build folder."""
    for name, target in run.binds:
        file = inside(tree, str(PurePosixPath(run.folder) / target))
        if (source / name).is_file() and not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source / name, file)


def _put(path: Path, target: Path, many: bool) -> None:
    if path.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        shutil.copytree(path, target, symlinks=True, dirs_exist_ok=True, ignore=_IGNORED)
        return
    file = target / path.name if many or target.is_dir() else target
    file.parent.mkdir(parents=True, exist_ok=True)
    if path.name.endswith(_ARCHIVES) and target.is_dir():
        with tarfile.open(path) as archive:
            unpack(archive, target)
        return
    shutil.copy2(path, file)
