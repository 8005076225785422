"""The engine's process: started detached, found again, stopped with every container.

It is known by its process id and start time, so a process id used again is never taken for it.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import select
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from stratiform.errors import EngineFailed
from stratiform.local.engine.images.environment import tool_environment
from stratiform.local.engine.record import SOCKET, Record
from stratiform.local.last_words import last_words
from stratiform.local.lease import Lease, lease
from stratiform.local.lock import exclusive
from stratiform.local.state import State

FOLDER = "engine"
_LOG = "engine.log"
_START_SECONDS = 60.0
_ANSWER_SECONDS, _BUSY_SECONDS = 5.0, 30.0
_STOP_SECONDS = 60.0
LONGEST_PATH = 107
"""Bytes in the path of a Unix socket."""


@dataclass(frozen=True)
class Engine:
    """A running engine. ``host`` is what DOCKER_HOST is for this user's other processes."""

    pid: int
    folder: Path

    @property
    def host(self) -> str:
        """Where it answers; through its own working folder where the path is too long for a socket."""
        path = self.folder / SOCKET
        if len(os.fsencode(path)) > LONGEST_PATH:
            path = Path("/proc", str(self.pid), "cwd", SOCKET)
        return f"unix://{path}"


def start(state: State) -> Engine:
    """The app's engine, started when none runs; two callers at once get the same one.

    Raises EngineFailed with the end of the log when it ends or does not answer in time.
    """
    folder = state.subfolder(FOLDER)
    with exclusive(state.folder / "engine-start.lock"):
        running = find(state, seconds=_BUSY_SECONDS)  # who replaces it ends every container
        if running is not None:
            return running
        _end(folder)
        with lease() as life:
            _launch(folder, life)
            deadline = time.monotonic() + _START_SECONDS
            while time.monotonic() < deadline:
                running = find(state)
                if running is not None:
                    life.keep()
                    return running
                time.sleep(0.02)
    raise EngineFailed(
        f"The process engine did not answer within {_START_SECONDS:.0f} s: {last_words(folder / _LOG)}",
        where=str(folder / _LOG),
        fix="Read the log. `strat down --wipe` starts from nothing.",
    )


def find(state: State, *, seconds: float | None = None) -> Engine | None:
    """The living engine of this app: its process is the one recorded and it answers in time. Else None."""
    folder = state.folder / FOLDER
    record = Record.read(folder)
    if record is None:
        return None
    engine = Engine(record.pid, folder)
    return engine if _answers(engine, seconds or _ANSWER_SECONDS) else None


def killed(state: State) -> bool:
    """Whether the app's engine ended without being stopped: its record is there, its process is not."""
    folder = state.folder / FOLDER
    return Record.exists(folder) and Record.read(folder) is None


def stop(state: State) -> bool:
    """Stop the app's engine: every container within its own stop timeout. False when none ran."""
    if not state.folder.exists():
        return False
    with exclusive(state.folder / "engine-start.lock"):
        return _end(state.folder / FOLDER)


def _launch(folder: Path, life: Lease) -> None:
    descriptor = os.open(folder / _LOG, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    arguments = ("stratiform.local.engine", folder, str(life.descriptor))
    try:
        # Through a shell that ends at once: the engine is nobody's child, so nobody ends it with its own.
        subprocess.run(
            ["/bin/sh", "-c", '"$@" &', "sh", sys.executable, "-I", "-m", *arguments],
            env=tool_environment(),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=descriptor,
            stderr=descriptor,
            pass_fds=(life.descriptor,),
            start_new_session=True,
            check=True,
        )
    finally:
        os.close(descriptor)


def _end(folder: Path) -> bool:
    record = Record.read(folder)
    if record is None:
        return False
    try:
        descriptor = os.pidfd_open(record.pid)
    except ProcessLookupError:
        descriptor = None
    if descriptor is not None:
        for number in (signal.SIGTERM, signal.SIGKILL):  # killed, its watchdog ends what it leaves
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(descriptor, number)
            ended, _, _ = select.select([descriptor], [], [], _STOP_SECONDS)
            if ended:
                break
        os.close(descriptor)
    Record.remove(folder)
    return True


def _answers(engine: Engine, seconds: float) -> bool:
    connection = http.client.HTTPConnection("localhost")
    with socket.socket(socket.AF_UNIX) as unix:
        unix.settimeout(seconds)
        try:
            unix.connect(engine.host.removeprefix("unix://"))
            connection.sock = unix
            connection.request("GET", "/_ping")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
