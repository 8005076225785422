"""A folder of Python as Lambda code, with its dependencies for Linux, and without Docker.

A folder that declares dependencies is bundled with uv into the user's cache, once per content: the key is
a hash of every file, the Python version and the architecture. Pin the dependencies, or two machines
bundle two versions. A new bundle is when the cache grows, so that is when old ones leave it.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from uv import find_uv_bin

from stratiform.bundles import cache, clear, take
from stratiform.errors import WrongUse

LEFT_OUT = ("__pycache__", ".venv", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".git", ".DS_Store")
PLATFORMS = {"x86_64": "x86_64-manylinux2014", "arm64": "aarch64-manylinux2014"}


def declares_dependencies(folder: Path) -> bool:
    """Whether there is anything to install: a requirement, or a project with a lock."""
    requirements = folder / "requirements.txt"
    if requirements.exists():
        lines = (line.partition("#")[0].strip() for line in requirements.read_text().splitlines())
        return any(lines)
    return (folder / "uv.lock").exists() and (folder / "pyproject.toml").exists()


def bundle(folder: Path, python: str, architecture: str) -> Path:
    """The folder in the cache with the code in ``folder`` and its dependencies; built if it is not there.

    ``python`` is a version (``3.14``), ``architecture`` is ``arm64`` or ``x86_64``. Raises WrongUse where a
    dependency cannot be had as a Linux wheel.
    """
    folder = folder.resolve()
    ready = cache() / _digest(folder, python, architecture)
    if take(ready):
        return ready
    ready.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=ready.parent, prefix=".building-") as temporary:
        building = Path(temporary, "bundle")
        _install(folder, building, python, architecture)
        for file in _files(folder):
            target = building / file.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        try:
            building.rename(ready)
        except OSError:
            if not take(ready):  # else somebody else bundled the same meanwhile
                raise
    clear(ready.parent)
    return ready


def _install(folder: Path, target: Path, python: str, architecture: str) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        requirements = folder / "requirements.txt"
        if not requirements.exists():
            requirements = Path(temporary, "requirements.txt")
            _uv(
                folder,
                "export",
                "--frozen",
                "--no-dev",
                "--no-emit-project",
                "--output-file",
                str(requirements),
            )
        _uv(
            folder,
            *("pip", "install", "--target", str(target), "--requirement", str(requirements)),
            *("--python", sys.executable, "--python-version", python),
            *("--python-platform", PLATFORMS[architecture], "--only-binary", ":all:"),
        )
    # Scripts name this machine's interpreter in their first line, and RECORD their hashes.
    shutil.rmtree(target / "bin", ignore_errors=True)
    for name in ("*.dist-info/RECORD", "*.dist-info/INSTALLER", ".lock"):
        for file in target.glob(name):
            file.unlink()


def _uv(folder: Path, *arguments: str) -> None:
    done = subprocess.run(
        [find_uv_bin(), "--quiet", "--no-progress", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise WrongUse(
            f"The dependencies of {folder} cannot be bundled: {done.stderr.strip()}",
            where=str(folder),
            fix="Ask for versions that have wheels for Linux, and see that the package index answers.",
        )


def _digest(folder: Path, python: str, architecture: str) -> str:
    digest = hashlib.sha256(f"{python} {architecture}".encode())
    for file in _files(folder):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        digest.update(f"\n{file.relative_to(folder).as_posix()} {content}".encode())
    return digest.hexdigest()[:32]


def _files(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        left_out = any(part in LEFT_OUT for part in file.relative_to(folder).parts)
        if file.is_file() and not left_out and file.suffix != ".pyc":
            yield file
