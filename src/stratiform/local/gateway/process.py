"""The gateway's process: started detached, found again, told of changes, stopped.

It is known by its process id and start time, so a process id used again is never taken for it.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

import psutil

from stratiform.errors import GatewayFailed
from stratiform.local.emulator.process import Emulator
from stratiform.local.ended import ended
from stratiform.local.gateway.record import FILE, FOLDER, Record
from stratiform.local.gateway.snapshot import Snapshot
from stratiform.local.last_words import last_words
from stratiform.local.lease import Lease, lease
from stratiform.local.lock import exclusive
from stratiform.local.state import State

_HOST = "127.0.0.1"
_LOG = "gateway.log"
_START_SECONDS = 60.0
_STOP_SECONDS = 10.0
_KEPT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE")


@dataclass(frozen=True)
class Gateway:
    """A running gateway. ``control`` is the port of its control endpoint."""

    pid: int
    control: int

    def snapshot(self) -> Snapshot:
        """URLs, health and counters now. Raises GatewayFailed when it does not answer."""
        return self._ask("GET", "/snapshot")

    def refresh(self) -> Snapshot:
        """Read the routes again; the answer comes when they are served."""
        return self._ask("POST", "/refresh")

    def _ask(self, method: str, path: str) -> Snapshot:
        try:
            return Snapshot.from_json(_request(self.control, method, path, timeout=60))
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise GatewayFailed(
                f"The gateway does not answer: {error}", fix="Run `strat up` again: it starts a new one."
            ) from error


def start(state: State, emulator: Emulator) -> Gateway:
    """The app's gateway, started when none runs; two callers at once get the same one.

    Raises GatewayFailed with the end of the log when it ends or does not answer in time.
    """
    with exclusive(state.folder / "gateway-start.lock"):
        return _started(state, emulator)


def revive(state: State, emulator: Emulator) -> bool:
    """Start the app's gateway again where it was killed. False where it runs, or was stopped."""
    if not _killed(state):
        return False
    with exclusive(state.folder / "gateway-start.lock"):
        if not _killed(state):
            return False
        _started(state, emulator)
    return True


def _killed(state: State) -> bool:
    record = Record.read(state)
    return record is not None and record.process() is None


def _started(state: State, emulator: Emulator) -> Gateway:
    if (running := find(state)) is not None:
        return running
    _end(state)
    with lease() as life:
        process = _launch(state, emulator, life)
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            running = find(state)
            if running is not None:
                life.keep()
                process.returncode = 0  # it outlives us; what Popen would say about that is meant
                return running
            time.sleep(0.02)
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    process.wait()
    raise GatewayFailed(
        f"The gateway did not start: {last_words(state.folder / _LOG)}",
        where=str(state.folder / _LOG),
        fix="Read the log. `strat down --wipe` starts from nothing.",
    )


def find(state: State) -> Gateway | None:
    """The living gateway of this app: its process is the one recorded and it answers. Else None."""
    record = Record.read(state)
    if record is None or record.process() is None:
        return None
    try:
        _request(record.control, "GET", "/snapshot", timeout=5)
    except (OSError, http.client.HTTPException, ValueError):
        return None
    return Gateway(record.pid, record.control)


def stop(state: State) -> bool:
    """Stop the app's gateway: what is under way may finish within a few seconds. False when none ran."""
    with exclusive(state.folder / "gateway-start.lock"):
        return _end(state)


def _launch(state: State, emulator: Emulator, life: Lease) -> subprocess.Popen[bytes]:
    folder = state.subfolder(FOLDER)
    descriptor = os.open(state.folder / _LOG, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    where = {"port": emulator.port, "account": emulator.account, "region": emulator.region}
    arguments = ("stratiform.local.gateway", str(state.app), json.dumps(where), str(life.descriptor))
    try:
        return subprocess.Popen(
            [sys.executable, "-I", "-m", *arguments],
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=descriptor,
            stderr=descriptor,
            pass_fds=(life.descriptor,),
            start_new_session=True,
        )
    finally:
        os.close(descriptor)


def _end(state: State) -> bool:
    record = Record.read(state)
    process = record.process() if record else None
    if process is None:
        state.remove(FILE)
        return False
    with contextlib.suppress(psutil.NoSuchProcess):
        process.send_signal(signal.SIGTERM)
        if not ended(process, _STOP_SECONDS):
            process.kill()
            ended(process, _STOP_SECONDS)
    state.remove(FILE)
    return True


def _request(port: int, method: str, path: str, *, timeout: float) -> Any:
    connection = http.client.HTTPConnection(_HOST, port, timeout=timeout)
    try:
        connection.request(method, path)
        answer = connection.getresponse()
        if answer.status != 200:
            raise ValueError(f"it answered {answer.status}")
        return json.loads(answer.read())
    finally:
        connection.close()
