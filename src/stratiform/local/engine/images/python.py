"""Python for an image: the version it asks for, and a virtual environment with what its ``RUN`` installs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from stratiform.local.engine.images import environment, functions, tree
from stratiform.local.engine.images.commands import Install
from stratiform.local.engine.images.stage import Stage

_MANIFESTS = ("requirements*.txt", "constraints*.txt", "pyproject.toml", "uv.lock", "setup.py", "setup.cfg")
_IMAGES = re.compile(r"(?:.*/)?(?:python:|uv:python)(?P<version>\d+\.\d+)?")
_OURS = f"{sys.version_info[0]}.{sys.version_info[1]}"


def version(image: str) -> str | None:
    """``3.12`` for ``python:3.12-slim`` and its like; our own where the tag names none; None for others."""
    if functions.is_base(image):
        named = functions.version(image, "python")
        return None if named is None else named or _OURS
    found = _IMAGES.match(image if ":" in image else f"{image}:")
    return (found["version"] or _OURS) if found else None


@dataclass(frozen=True)
class Environment:
    """A virtual environment at ``folder/venv``; ``installs`` in order, each with the files it may read."""

    folder: Path
    version: str
    installs: tuple[tuple[Install, Path], ...]
    where: str

    @property
    def venv(self) -> Path:
        """Where the interpreter and the programs are: ``venv/bin``."""
        return self.folder / "venv"

    @property
    def present(self) -> bool:
        """Whether it was completed."""
        return environment.made(self.folder) is not None

    @property
    def base(self) -> Path:
        """The installation behind the interpreter, which a process must be able to read."""
        return (self.venv / "bin" / "python").resolve().parent.parent

    @property
    def running(self) -> str:
        """The whole version of the interpreter, once it is made."""
        return (environment.made(self.folder) or {}).get("python", self.version)

    @property
    def notes(self) -> tuple[str, ...]:
        """Known once it is made: the version that runs where it is not the one asked for."""
        running = self.running
        if running.startswith(f"{self.version}.") or running == self.version:
            return ()
        return (f"Python {running} runs in place of {self.version}, which could not be found or fetched.",)

    def make(self, say: Callable[[str], None]) -> None:
        """Create it and install. Raises ImageError."""
        environment.make(self.folder, lambda folder: self._fill(say))

    def compile(self, files: Path) -> None:
        """Compile the image's own source once, where each container would. What does not compile is left."""
        words = ["-m", "compileall", "-q", "-x", "node_modules", "-s", str(files), "-p", "/", str(files)]
        subprocess.run([self.venv / "bin" / "python", *words], capture_output=True, check=False)

    def _fill(self, say: Callable[[str], None]) -> Mapping[str, str]:
        asked = _find(self.version, say)
        variables = {
            "VIRTUAL_ENV": str(self.venv),
            "UV_PROJECT_ENVIRONMENT": str(self.venv),
            "UV_LINK_MODE": "copy",
            "UV_COMPILE_BYTECODE": "1",
        }
        uv = _uv()
        _quiet([uv, "venv", "--quiet", "--python", asked or sys.executable, str(self.venv)])
        if any("uv" in install.words or install.words[:1] == ("sync",) for install, _ in self.installs):
            (self.venv / "bin" / "uv").symlink_to(uv)
        for install, files in self.installs:
            cwd, words = tree.inside(files, install.run.folder), _words(install, files)
            if words[0] == "sync" and "--no-editable" not in words:
                words = (*words, "--no-editable")
            environment.run(
                [uv, *words],
                cwd=cwd,
                env={**_wanted(install.run.env), **variables},
                what=f"uv {' '.join(words)}",
                where=f"{self.where}:{install.run.line}",
                say=say,
            )
        told = subprocess.run(
            [self.venv / "bin" / "python", "-c", "import platform; print(platform.python_version())"],
            capture_output=True,
            text=True,
            check=True,
        )
        return {"python": told.stdout.strip()}


def plan(
    cache: Path, stages: Sequence[Stage], installs: Iterable[tuple[Install, Path]], where: str
) -> Environment:
    """The environment of an image, made or not. Each install comes with the files of its stage.

    Its identity is the version, the commands, and every file they may read; the project's own source only
    where the project itself is installed.
    """
    asked = next((found for stage in reversed(stages) if (found := version(stage.base))), _OURS)
    located = tuple(installs)
    parts: list[str | bytes] = [asked, sys.executable]
    for install, files in located:
        parts += [" ".join(install.words), *environment.contents(_read_by(install, files))]
    name = environment.key(*parts)[:24]
    return Environment(cache / "python" / name, asked, located, where)


def _words(install: Install, files: Path) -> tuple[str, ...]:
    """The command with its patterns expanded and the container's paths replaced by those of ``files``."""
    folder = tree.inside(files, install.run.folder)
    words: list[str] = []
    for word in install.words:
        root, relative = (files, word.lstrip("/")) if word.startswith("/") else (folder, word)
        found = sorted(root.glob(relative)) if "*" in word else [root / relative]
        real = [str(path) for path in found if path.exists()]
        words += real if real and ("*" in word or root is files) else [word]
    return tuple(words)


def _read_by(install: Install, files: Path) -> list[Path]:
    folder = tree.inside(files, install.run.folder)
    read = {file for pattern in _MANIFESTS for file in folder.glob(pattern) if file.is_file()}
    read |= {file for word in _words(install, files) if (file := folder / word).is_file()}
    if _installs_project(install):
        read |= {file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts}
    return list(read)


def _installs_project(install: Install) -> bool:
    if install.words[0] == "sync":
        return not {"--no-install-project", "--no-install-workspace", "--only-group"} & set(install.words)
    return any(word == "." or word.startswith((".[", "./", "-e.", "..")) for word in install.words)


def _find(asked: str, say: Callable[[str], None]) -> str | None:
    """An interpreter of this machine, else one that uv fetches, else None."""
    if asked == _OURS:
        return sys.executable
    found = _quiet([_uv(), "python", "find", "--no-python-downloads", asked])
    if found is None:
        say(f"fetching Python {asked}")
        _quiet([_uv(), "python", "install", "--quiet", asked])
        found = _quiet([_uv(), "python", "find", "--no-python-downloads", asked])
    return found


def _quiet(argv: Sequence[str]) -> str | None:
    done = subprocess.run(
        argv, env=environment.tool_environment(), cwd="/", capture_output=True, text=True, check=False
    )
    return done.stdout.strip() if done.returncode == 0 else None


def _uv() -> str:
    import uv

    return os.fspath(uv.find_uv_bin())


def _wanted(env: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if name.startswith("UV_") and "CACHE" not in name}
