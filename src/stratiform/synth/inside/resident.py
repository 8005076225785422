"""The resident: holds aws_cdk imported, keeps one worker ready, hands each request to a fresh one.

It never imports the app, so a worker always does, anew. No Node runs in it and no thread, so forking is
safe; each worker starts a Node of its own ahead of its request, so nothing of one synthesis is left for
the next: not an object, not a cached asset hash, not an answer in a pipe.
"""

from __future__ import annotations

import importlib
import math
import os
import selectors
import shutil
import signal
import socket
import struct
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from . import freshness, preload, wire
from .crew import Crew, Worker
from .kernel import pack_host, record
from .program import first_folder, uses_first_folder

_PAUSE = 0.5  # seconds between an answer and making the next worker ready
_PATIENCE = 10.0  # seconds a caller may take to send the request it has begun


def main(arguments: list[str], startup: frozenset[str]) -> None:
    """``LISTENER SOCKET BOOT IDLE``: serve on the descriptor LISTENER, bound to the path SOCKET.

    BOOT names the variables this process was started with. IDLE is how many seconds it lives without a
    request. ``startup`` are the modules every Python has.
    """
    descriptor, path, boot, idle = arguments
    if os.fork():
        os._exit(0)  # the caller waits for this process; the resident belongs to nobody
    os.setsid()
    own = Path(path).stat().st_ino
    listener = socket.socket(fileno=int(descriptor))
    _remove_scratch(Path(path))
    scratch = Path(path).with_suffix(f".{os.getpid()}.d")
    scratch.mkdir(mode=0o700)
    try:
        recorder = record()
        began = time.time_ns()
        importlib.import_module("aws_cdk")
        crew = Crew(recorder, pack_host(scratch), scratch, listener)
        Resident(listener, crew, boot, startup, began).serve(float(idle))
        with suppress(OSError):
            if Path(path).stat().st_ino == own:
                Path(path).unlink()
        crew.dismiss()
    finally:
        _remove_scratch(Path(path))


def _remove_scratch(path: Path) -> None:
    """Remove the scratch folder of this resident, and those of residents that were killed."""
    for scratch in path.parent.glob(f"{path.stem}.*.d"):
        pid = int(scratch.suffixes[-2][1:])
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            pid = os.getpid()
        if pid == os.getpid():
            shutil.rmtree(scratch, ignore_errors=True)


class Resident:
    """Answers requests until none has come for a while, or what it holds is stale."""

    def __init__(
        self,
        listener: socket.socket,
        crew: Crew,
        boot: str,
        startup: frozenset[str],
        began: int,
    ) -> None:
        self._listener = listener
        self._crew = crew
        self._boot = boot
        self._startup = startup
        self._spare = math.inf
        self._leaving = False
        self._refill: float | None = None
        self._discard_at: float | None = None
        self._told_to_leave: list[socket.socket] = []
        self._stamp = freshness.extended({}, began)
        self._selector = selectors.DefaultSelector()
        self._wake, self._signalled = socket.socketpair()

    def serve(self, idle: float) -> None:
        """Serve until ``idle`` seconds have passed without a request."""
        self._watch_children()
        self._listen(self._wake, self._bury)
        self._listen(self._listener, self._accept)
        self._crew.refill()
        last = time.monotonic()
        while not (self._leaving and not self._busy()):
            due = min(last + idle, self._refill or math.inf, self._discard_at or math.inf)
            for key, _ in self._selector.select(max(0.05, due - time.monotonic())):
                key.data()
                if key.fileobj is self._listener:
                    last = time.monotonic()
            if self._refill is not None and time.monotonic() >= self._refill:
                self._refill = None
                self._discard_at = time.monotonic() + self._spare
                self._crew.refill()
            if self._discard_at is not None and time.monotonic() >= self._discard_at:
                self._discard_at = None
                self._crew.discard()
            if self._busy():
                last = time.monotonic()
            elif time.monotonic() - last >= idle:
                return

    def _busy(self) -> bool:
        return any(worker.caller for worker in self._crew.workers)

    def _accept(self) -> None:
        caller, _ = self._listener.accept()
        caller.settimeout(_PATIENCE)
        try:
            if _user_of(caller) != os.getuid():
                caller.close()
                return
            request, files = wire.receive(caller)
        except (OSError, EOFError, ValueError):
            caller.close()
            return
        refusal = self._refusal(request)
        if refusal is None:
            self._hand_over(request, files, caller)
        elif request.get("leave"):
            self._told_to_leave.append(caller)  # closed by our end, which the caller waits for
        else:
            _tell(caller, refusal)
            caller.close()
            _close(files)

    def _refusal(self, request: Any) -> dict[str, Any] | None:
        reason = _reason(request, self._boot, self._stamp)
        if reason is not None:
            print(f"leaving: {reason}", flush=True)
            self._leaving = True
            self._ignore(self._listener)
            self._listener.close()
            return {"refused": "stale"}
        os.chdir(request["folder"])
        folders = [first_folder(request["target"])] if uses_first_folder() else []
        folders += request["variables"].get("PYTHONPATH", "").split(os.pathsep)
        path = freshness.hidden([folder for folder in folders if folder], self._startup)
        return {"refused": f"{path} hides a module that is loaded already"} if path else None

    def _hand_over(self, request: Any, files: list[int], caller: socket.socket) -> None:
        worker = self._crew.take()
        worker.caller = caller
        self._spare, self._discard_at = request["spare"], None
        _tell(caller, {"accepted": os.getpid()})
        self._listen(caller, lambda: self._abandon(worker))
        self._listen(worker.channel, lambda: self._hear(worker))
        with suppress(OSError):
            wire.send(worker.channel, request, tuple(files))
        _close(files)  # before the next worker could inherit them, and hold the caller's terminal open

    def _hear(self, worker: Worker) -> None:
        try:
            message, _ = wire.receive(worker.channel)
        except (OSError, EOFError):
            self._ignore(worker.channel)
            return
        if not worker.begun:
            worker.begun = True
        elif "code" in message:
            self._answer(worker, message)
        else:
            self._ignore(worker.channel)
            self._learn(message["modules"], message["files"])

    def _learn(self, modules: list[str], files: list[str]) -> None:
        began = time.time_ns()
        late = {name: file for name in preload.load(modules) if (file := preload.file_of(name))}
        if modules:
            self._stamp = freshness.extended(self._stamp, began, late.values())
        if modules or not set(files) <= set(self._crew.files):
            self._crew.files = files
            self._crew.late += late
            self._crew.discard()
            self._refill_soon()

    def _abandon(self, worker: Worker) -> None:
        """The caller has gone, or said something it should not."""
        self._release(worker)
        self._crew.kill(worker)

    def _bury(self) -> None:
        with suppress(BlockingIOError):
            while self._wake.recv(4096):
                pass
        for worker, code in self._crew.ended():
            self._last_words(worker)
            if worker.caller is not None:
                died = {"code": code, "failure": None} if worker.begun else {"refused": "no worker started"}
                self._answer(worker, died)
            self._ignore(worker.channel)

    def _last_words(self, worker: Worker) -> None:
        """What a worker said before it ended may still be unread; one that was discarded said nothing."""
        if worker.channel.fileno() < 0:
            return
        worker.channel.settimeout(0)
        while worker.channel in self._selector.get_map():
            self._hear(worker)

    def _answer(self, worker: Worker, answer: dict[str, Any]) -> None:
        if worker.caller is not None:
            _tell(worker.caller, answer)
            self._release(worker)

    def _release(self, worker: Worker) -> None:
        if worker.caller is not None:
            self._ignore(worker.caller)
            worker.caller.close()
            worker.caller = None
            self._refill_soon()

    def _refill_soon(self) -> None:
        """Not at once: whoever waited for the answer, to deploy it say, has the processors first."""
        self._refill = time.monotonic() + _PAUSE if self._spare else None

    def _watch_children(self) -> None:
        """Make ``_wake`` readable whenever a worker has ended."""
        for end in (self._wake, self._signalled):
            end.setblocking(False)
        signal.set_wakeup_fd(self._signalled.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def _listen(self, connection: socket.socket, act: Any) -> None:
        self._selector.register(connection, selectors.EVENT_READ, act)

    def _ignore(self, connection: socket.socket) -> None:
        with suppress(KeyError, ValueError):
            self._selector.unregister(connection)


def _reason(request: Any, boot: str, stamp: freshness.State) -> str | None:
    if request.get("leave"):
        return "asked to"
    if request["boot"] != boot:
        return "the variables that Python and Node start with changed"
    path = freshness.changed(stamp)
    return f"{path} changed" if path else None


def _close(files: list[int]) -> None:
    for file in files:
        os.close(file)


def _tell(caller: socket.socket, message: dict[str, Any]) -> None:
    with suppress(OSError):
        wire.send(caller, message)


def _user_of(caller: socket.socket) -> int:
    """The user behind a connection; where the system does not tell, the folder's permissions decide."""
    if not hasattr(socket, "SO_PEERCRED"):
        return os.getuid()
    credentials = caller.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    user: int = struct.unpack("3i", credentials)[1]
    return user
