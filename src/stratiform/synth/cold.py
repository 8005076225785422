"""Runs an app once in a process of its own: the reference for every other way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from stratiform.synth import inside
from stratiform.synth.command import PythonProgram, ShellLine
from stratiform.synth.ended import Ended

_GRACE = 2.0  # seconds between asking and killing
_STDERR = 2  # what an app prints is for the reader, never for the one who parses our output


def run(command: PythonProgram | ShellLine, folder: Path, variables: Mapping[str, str]) -> Ended:
    """Run ``command`` in ``folder`` with exactly ``variables`` as its environment."""
    if isinstance(command, ShellLine):
        return Ended(_wait(["/bin/sh", "-c", command.line], folder, variables))
    with tempfile.TemporaryDirectory(prefix="stratiform-") as scratch:
        report = Path(scratch) / "failure.json"
        entry = str(Path(inside.__file__).parent)
        arguments = ["once", str(report), *command.target, *command.arguments]
        code = _wait([command.interpreter, *command.flags, entry, *arguments], folder, variables)
        failure = json.loads(report.read_text())["failure"] if report.exists() else None
        return Ended(code, failure)


def _wait(arguments: list[str], folder: Path, variables: Mapping[str, str]) -> int:
    """The exit code. An interrupt ends the app and everything it started, which share one session."""
    with subprocess.Popen(
        arguments,
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=_STDERR,
        start_new_session=True,
    ) as process:
        try:
            return process.wait()
        except BaseException:
            _end(process)
            raise


def _end(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGINT, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=_GRACE)
            return
