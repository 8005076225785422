"""The emulator's process: started detached, found again, stopped with everything it started.

It is known by its process id and start time, so a process id used again by another program is never taken
for it. The process writes ``emulator.json`` itself and holds ``emulator.lock`` while it lives.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import psutil

from stratiform.errors import EmulatorFailed, PortInUse
from stratiform.local import shared_memory
from stratiform.local.emulator import ports
from stratiform.local.emulator.record import RECORD, Record
from stratiform.local.ended import ended
from stratiform.local.last_words import last_words
from stratiform.local.lease import lease
from stratiform.local.lock import exclusive
from stratiform.local.state import State

_START_SECONDS = 60.0
_SAVE_SECONDS = 15.0
_STUCK_SECONDS = 3.0
_ANSWER_SECONDS, _BUSY_SECONDS = 5.0, 30.0
_LOG = "emulator.log"


@dataclass(frozen=True)
class Emulator:
    """A running local cloud. ``endpoint`` is its only address: ``http://127.0.0.1:<port>``."""

    endpoint: str
    port: int
    pid: int
    account: str
    region: str


@dataclass(frozen=True)
class Started:
    """``notes`` are sentences about what a restart after a crash brought back and what it could not."""

    emulator: Emulator
    notes: tuple[str, ...] = ()


def start(state: State, *, port: int | None, account: str, region: str) -> Started:
    """The app's emulator, started when none runs; two callers at once get the same one.

    A port once chosen is kept while it stays free. Raises PortInUse when ``port`` is taken, and
    EmulatorFailed with the end of the log when the process ends or does not answer in time.
    """
    with exclusive(state.folder / "start.lock"):
        running = find(
            state, seconds=_BUSY_SECONDS
        )  # who replaces it loses what came after its last snapshot
        if running is not None:
            _require_same(running, port=port, account=account, region=region)
            return Started(running)
        _end(state, patience=_STUCK_SECONDS)
        return _launch(state, port=port, account=account, region=region)


def find(state: State, *, seconds: float | None = None) -> Emulator | None:
    """The living emulator of this app: its process is the one recorded and it answers in time. Else None."""
    record = Record.read(state)
    if record is None or record.process() is None or not _answers(record.port, seconds or _ANSWER_SECONDS):
        return None
    return Emulator(
        f"http://{ports.HOST}:{record.port}", record.port, record.pid, record.account, record.region
    )


def stop(state: State) -> bool:
    """Stop the app's emulator and everything it started; its state is saved first. False when none ran."""
    with exclusive(state.folder / "start.lock"):
        return _end(state, patience=_SAVE_SECONDS)


def _launch(state: State, *, port: int | None, account: str, region: str) -> Started:
    # Looked at only here: `strat status` must start at once.
    from stratiform.local.emulator.environment import environment

    last = state.read("port.json")
    with lease() as life:
        with ports.listen(port, last if isinstance(last, int) else None) as listening:
            chosen: int = listening.getsockname()[1]
            state.write("port.json", chosen)
            given = (listening.fileno(), life.descriptor)
            with _log(state) as log:
                process = subprocess.Popen(
                    [sys.executable, "-I", "-m", "stratiform.local.emulator", *map(str, given)],
                    env=dict(environment(state, port=chosen, account=account, region=region)),
                    cwd=state.subfolder("tmp"),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    pass_fds=given,
                    start_new_session=True,
                )
        try:
            started = _answering(state, process)
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        life.keep()
        return started


def _answering(state: State, process: subprocess.Popen[bytes]) -> Started:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        emulator = find(state)
        # Another one is of an interrupted `up` and about to end; ours waits for its lock.
        if emulator is not None and emulator.pid == process.pid:
            # The emulator outlives us; what Popen would say about that on collection is meant.
            process.returncode = 0
            record = Record.read(state)
            return Started(emulator, record.notes if record else ())
        if process.poll() is not None:
            break
        time.sleep(0.02)
    why = f"did not answer within {_START_SECONDS:.0f} s"
    if process.poll() is not None:
        why = f"ended: {last_words(state.folder / _LOG)}"
    raise EmulatorFailed(
        f"The local cloud was started and {why}",
        where=str(state.folder / _LOG),
        fix="Read the log. `strat down --wipe` starts from nothing.",
    )


def _end(state: State, *, patience: float) -> bool:
    record = Record.read(state)
    process = record.process() if record else None
    if process is not None:
        with contextlib.suppress(psutil.NoSuchProcess, ProcessLookupError):
            process.send_signal(signal.SIGTERM)
            ended(process, patience)
            # The emulator leads its own process group: workers and anything they started are in it.
            os.killpg(process.pid, signal.SIGKILL)
            ended(process, _SAVE_SECONDS)
    state.remove(RECORD)
    shared_memory.remove(state.folder)
    return process is not None


def _require_same(running: Emulator, *, port: int | None, account: str, region: str) -> None:
    if port is not None and port != running.port:
        raise PortInUse(
            f"This app is already up on port {running.port}, so it cannot also have port {port}",
            fix="Run `strat down` first, or leave --port away.",
        )
    if (account, region) != (running.account, running.region):
        raise EmulatorFailed(
            f"This app is already up as account {running.account} in {running.region},"
            f" not {account} in {region}",
            fix="Run `strat down` first.",
        )


def _answers(port: int, seconds: float) -> bool:
    connection = http.client.HTTPConnection(ports.HOST, port, timeout=seconds)
    try:
        connection.request("GET", "/_ministack/health")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@contextlib.contextmanager
def _log(state: State) -> Iterator[int]:
    path = state.folder / _LOG
    if path.exists():
        path.replace(path.with_suffix(".log.1"))
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
