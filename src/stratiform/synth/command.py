"""What cdk.json's ``app`` runs: a Python program that we can host, or a line for the shell."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from stratiform.errors import NotAnApp
from stratiform.synth.project import Project

_SHELL = re.compile(r"[|&;<>()$`*?\[\]~\n]")
_PYTHON = re.compile(r"python(3(\.\d+)?)?$")
_FLAGS_WITH_VALUE = ("-X", "-W")


@dataclass(frozen=True)
class PythonProgram:
    """``interpreter *flags target *arguments``; ``target`` is a script's path, or ``-m`` and a module."""

    interpreter: str
    flags: tuple[str, ...]
    target: tuple[str, ...]
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class ShellLine:
    """Anything else, run as the CDK CLI would run it."""

    line: str


def command(project: Project, path: str) -> PythonProgram | ShellLine:
    """What to run for ``project``, with executables looked up on ``path``.

    Raises NotAnApp when the interpreter or the script that cdk.json names does not exist.
    """
    if project.app is None:
        return PythonProgram(sys.executable, (), ("app.py",), ())
    if _SHELL.search(project.app):
        return ShellLine(project.app)
    words = shlex.split(project.app)
    if not words or not _PYTHON.match(Path(words[0]).name):
        return ShellLine(project.app)
    flags, rest = _split_flags(words[1:])
    if not rest:
        return ShellLine(project.app)
    size = 2 if rest[0] == "-m" else 1
    if size == 1 and (rest[0].startswith("-") or not (project.folder / rest[0]).is_file()):
        if rest[0].startswith("-"):
            return ShellLine(project.app)
        raise NotAnApp(
            f"cdk.json runs {rest[0]}, which does not exist",
            where=str(project.folder / "cdk.json"),
            fix=f'Create {rest[0]}, or correct "app" in cdk.json.',
        )
    interpreter = _interpreter(words[0], project.folder, path)
    return PythonProgram(interpreter, tuple(flags), tuple(rest[:size]), tuple(rest[size:]))


def _split_flags(words: list[str]) -> tuple[list[str], list[str]]:
    flags: list[str] = []
    rest = list(words)
    while rest and rest[0].startswith("-") and rest[0] not in ("-m", "-c", "-"):
        size = 2 if rest[0] in _FLAGS_WITH_VALUE else 1
        flags += rest[:size]
        rest = rest[size:]
    return flags, rest


def _interpreter(name: str, folder: Path, path: str) -> str:
    if os.sep in name:
        found = folder / name
        if not os.access(found, os.X_OK):
            raise NotAnApp(
                f"cdk.json runs {name}, which is not there",
                where=str(folder / "cdk.json"),
                fix=f'Create the environment that holds {name}, or correct "app" in cdk.json.',
            )
        return str(found)
    if _ours_is_meant(name):
        return sys.executable
    on_path = shutil.which(name, path=path)
    if on_path is None:
        raise NotAnApp(
            f"cdk.json runs {name}, and there is none on PATH",
            where=str(folder / "cdk.json"),
            fix="Activate the environment the app is written for, or name its interpreter in cdk.json.",
        )
    return on_path


def _ours_is_meant(name: str) -> bool:
    """With no environment activated, a bare ``python`` is the one strat runs in, if that has the CDK."""
    activated = os.environ.get("VIRTUAL_ENV") or os.environ.get("CONDA_PREFIX")
    return not activated and name in ("python", "python3") and importlib.util.find_spec("aws_cdk") is not None
