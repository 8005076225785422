"""The resident's workers: one ready, some busy, each in a process and a scratch folder of its own."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from .kernel import Recorder
from .worker import Kit, work

_GRACE = 5.0  # seconds a worker may take to end its Node


@dataclass(eq=False)
class Worker:
    """One worker. ``caller`` waits for its answer; ``begun`` says that the app has started to run."""

    pid: int
    channel: socket.socket
    scratch: Path
    caller: socket.socket | None = None
    begun: bool = False


@dataclass
class Crew:
    """Starts workers and buries them. ``inherited`` is closed in every worker.

    Workers load ``files`` (JavaScript) and ``late`` (modules whose import needs a kernel) ahead.
    """

    recorder: Recorder
    host: Path
    folder: Path
    inherited: socket.socket
    files: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    workers: list[Worker] = field(default_factory=list)
    spare: Worker | None = None

    def take(self) -> Worker:
        """The worker that is ready, or a new one."""
        worker, self.spare = self.spare or self._start(), None
        return worker

    def refill(self) -> None:
        """Have one worker ready."""
        self.spare = self.spare or self._start()

    def discard(self) -> None:
        """Have no worker ready that does not know what is loaded by now."""
        if self.spare is not None:
            self.spare.channel.close()
            self.spare = None

    def ended(self) -> Iterator[tuple[Worker, int]]:
        """Each worker whose process has ended since, and its exit code (negative: the signal)."""
        for worker in list(self.workers):
            pid, status = os.waitpid(worker.pid, os.WNOHANG)
            if pid:
                self.workers.remove(worker)
                if worker is self.spare:
                    self.spare = None
                yield worker, os.waitstatus_to_exitcode(status)
                self._bury(worker)

    def kill(self, worker: Worker) -> None:
        """End ``worker`` and everything it started, unless it has been buried."""
        if worker in self.workers:
            self._end(worker)

    def _end(self, worker: Worker) -> None:
        for end in (os.killpg, os.kill):
            with suppress(ProcessLookupError, PermissionError):
                end(worker.pid, signal.SIGKILL)

    def dismiss(self) -> None:
        """End every worker, and wait for it."""
        for worker in self.workers:
            worker.channel.close()
        deadline = time.monotonic() + _GRACE
        while self.workers and time.monotonic() < deadline:
            if not list(self.ended()):
                time.sleep(0.02)
        for worker in self.workers:
            self.kill(worker)
            os.waitpid(worker.pid, 0)

    def _bury(self, worker: Worker) -> None:
        self._end(worker)
        worker.channel.close()
        shutil.rmtree(worker.scratch, ignore_errors=True)

    def _start(self) -> Worker:
        ours, theirs = socket.socketpair()
        scratch = Path(tempfile.mkdtemp(dir=self.folder))
        gc.collect()
        gc.freeze()
        pid = os.fork()
        if pid == 0:
            self._forget(ours)
            work(theirs, Kit(self.recorder, self.host, tuple(self.files), tuple(self.late), scratch))
        theirs.close()
        worker = Worker(pid, ours, scratch)
        self.workers.append(worker)
        return worker

    def _forget(self, ours: socket.socket) -> None:
        """In a worker: close what belongs to the resident and to other workers."""
        for connection in (ours, self.inherited, *(each.channel for each in self.workers)):
            connection.close()
        for each in self.workers:
            if each.caller is not None:
                each.caller.close()
