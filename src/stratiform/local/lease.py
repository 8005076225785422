"""A process that outlives its starter, but not a starter that gave up before it knew of it.

An interrupt may come at any moment, between a fork and the note of who was forked too. So the process holds
one end of a pipe: a byte says that it is known, the end of the pipe that nobody will ever know it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass

_KNOWN = b"1"


@dataclass(frozen=True)
class Lease:
    """``descriptor`` is what the process is given. Until ``keep`` its life is its starter's."""

    descriptor: int
    _writing: int

    def keep(self) -> None:
        """The process is known, and lives until it is stopped."""
        os.write(self._writing, _KNOWN)


@contextlib.contextmanager
def lease() -> Iterator[Lease]:
    """For the time in which a process is started; what was not kept by its end ends."""
    reading, writing = os.pipe()
    try:
        yield Lease(reading, writing)
    finally:
        os.close(reading)
        os.close(writing)


def held(descriptor: int) -> None:
    """In the process: end as with SIGTERM where the starter gives up."""

    def wait() -> None:
        if os.read(descriptor, 1) != _KNOWN:
            os.kill(os.getpid(), signal.SIGTERM)
        os.close(descriptor)

    os.set_inheritable(descriptor, False)
    threading.Thread(target=wait, daemon=True, name="lease").start()
