"""One process of this machine: started, signalled, waited for without a thread or a poll."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import signal
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Protocol

from stratiform.local.birth import birth

_DRAIN_SECONDS = 0.5


class Output(Protocol):
    """Where the output of a process goes."""

    def feed(self, data: bytes) -> None:
        """Take bytes as they were read."""

    def close(self) -> None:
        """There are no more."""


class Child:
    """A process that leads its own session. Make it with ``start``, on the event loop's thread.

    The kernel kills a container's process when the thread that started it ends, so no other thread may.
    """

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        readers: list[asyncio.Task[None]],
        stdin: IO[bytes] | None = None,
    ) -> None:
        self.pid = process.pid
        self.birth = birth(process.pid)
        self.stdin = stdin
        self._process = process
        self._readers = readers
        self._exited: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._watch()

    @classmethod
    def start(
        cls,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        cwd: Path,
        stdout: Output,
        stderr: Output,
        stdin: int = subprocess.DEVNULL,
    ) -> Child:
        """Start ``argv``; its output goes to ``stdout`` and ``stderr`` as it comes. Raises OSError."""
        process = subprocess.Popen(
            list(argv),
            env=dict(env),
            cwd=cwd,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            bufsize=0,
        )
        readers = [
            asyncio.ensure_future(_read(pipe, output))
            for pipe, output in ((process.stdout, stdout), (process.stderr, stderr))
            if pipe
        ]
        return cls(process, readers, process.stdin)

    @classmethod
    def in_terminal(cls, argv: Sequence[str], *, env: Mapping[str, str], cwd: Path, output: Output) -> Child:
        """Start ``argv`` in a terminal of its own; what it writes goes to ``output``. Raises OSError."""
        ours, theirs = os.openpty()
        try:
            process = subprocess.Popen(
                list(argv),
                env=dict(env),
                cwd=cwd,
                stdin=theirs,
                stdout=theirs,
                stderr=theirs,
                start_new_session=True,
                # Only this makes Ctrl-C and job control work in it.
                preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            )
        except BaseException:
            os.close(ours)
            raise
        finally:
            os.close(theirs)
        reader = asyncio.ensure_future(_read(os.fdopen(os.dup(ours), "rb", 0), output))
        return cls(process, [reader], os.fdopen(ours, "wb", 0))

    def resize(self, rows: int, columns: int) -> None:
        """Tell the terminal its size."""
        if self.stdin is not None and not self.stdin.closed:
            with contextlib.suppress(OSError):
                size = struct.pack("HHHH", rows, columns, 0, 0)
                fcntl.ioctl(self.stdin.fileno(), termios.TIOCSWINSZ, size)

    @property
    def alive(self) -> bool:
        """Whether the process has not ended."""
        return not self._exited.done()

    def signal(self, number: int, *, group: bool = True) -> None:
        """Send a signal to the process group, or to the first process alone. It may be gone."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            (os.killpg if group else os.kill)(self.pid, number)

    async def wait(self) -> int:
        """The exit code once the process has ended and its output is read: 128 + n for signal n.

        Whatever it left behind in its process group is killed.
        """
        code = await asyncio.shield(self._exited)
        self.signal(signal.SIGKILL)
        if self._readers:
            _, late = await asyncio.wait(self._readers, timeout=_DRAIN_SECONDS)
            for reader in late:
                reader.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        return code

    def _watch(self) -> None:
        loop = asyncio.get_running_loop()
        descriptor = os.pidfd_open(self.pid)

        def ended() -> None:
            loop.remove_reader(descriptor)
            os.close(descriptor)
            code = self._process.wait()
            self._exited.set_result(code if code >= 0 else 128 - code)

        loop.add_reader(descriptor, ended)


async def _read(pipe: IO[bytes], output: Output) -> None:
    reader = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), pipe
    )
    try:
        # A terminal that nobody has open any more is an error, where a pipe has an end.
        with contextlib.suppress(OSError):
            while data := await reader.read(2**16):
                output.feed(data)
    finally:
        output.close()
        transport.close()
