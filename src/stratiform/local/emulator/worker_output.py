"""What a function's process says, read so that nobody has to guess whether a call has said everything."""

from __future__ import annotations

import fcntl
import os
import select
import struct
import termios
import threading
from collections.abc import Callable

_AT_ONCE = 65536
_SECONDS = 5.0
"""The longest that ``whole`` waits for its reader."""


class Output:
    """Hands each line that arrives on ``descriptor``, which it closes at the end, to ``line``."""

    def __init__(self, descriptor: int, line: Callable[[str], None]) -> None:
        self._descriptor, self._line = descriptor, line
        self._taken, self._rest, self._ended = 0, b"", False
        self._taking = threading.Condition()

    def read(self) -> None:
        """Until everybody who could write has ended."""
        poll = select.poll()
        poll.register(self._descriptor, select.POLLIN)
        while not self._ended:
            poll.poll()
            with self._taking:
                self._take()
                self._taking.notify_all()

    def whole(self) -> None:
        """Return when everything that was written before is handed on, also a line without an end."""
        with self._taking:
            wanted = self._taken + self._waiting()
            self._taking.wait_for(lambda: self._ended or self._taken >= wanted, _SECONDS)
            self._hand_on_rest()

    def _take(self) -> None:
        data = os.read(self._descriptor, _AT_ONCE)
        self._taken += len(data)
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._line(_text(line))
        if not data:
            self._hand_on_rest()
            self._ended = True
            os.close(self._descriptor)

    def _waiting(self) -> int:
        """Bytes that nobody has read yet."""
        if self._ended:
            return 0
        (count,) = struct.unpack("i", fcntl.ioctl(self._descriptor, termios.FIONREAD, b"\0" * 4))
        return int(count)

    def _hand_on_rest(self) -> None:
        if self._rest:
            self._line(_text(self._rest))
            self._rest = b""


def _text(line: bytes) -> str:
    return line.decode(errors="replace").removesuffix("\r")
