"""Two connections joined: what one side sends the other receives, both ways, at the pace of the slower."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable
from typing import cast


class Half(asyncio.Protocol):
    """One of the two connections. ``ended`` is called once, when this side's connection is gone.

    ``active`` is the loop's time at which this side sent something last.
    """

    def __init__(self, ended: Callable[[], None] | None = None) -> None:
        self.transport: asyncio.Transport | None = None
        self.other: Half | None = None
        self.active = asyncio.get_running_loop().time()
        self._ended = ended
        self._early: list[bytes] = []

    def join(self, other: Half) -> None:
        """Pass everything on to ``other`` from now on, and what arrived before."""
        self.other, other.other = other, self
        for one, two in ((self, other), (other, self)):
            for data in one._early:
                two._write(data)
            one._early.clear()
            if one.transport is not None:
                if one.transport.is_closing():
                    two.close()
                else:
                    one.transport.resume_reading()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Hold back what arrives until ``join``."""
        self.transport = cast(asyncio.Transport, transport)
        if self.other is None:
            self.transport.pause_reading()

    def data_received(self, data: bytes) -> None:
        """Pass it on."""
        self.active = asyncio.get_running_loop().time()
        if self.other is None:
            self._early.append(data)
        else:
            self.other._write(data)

    def eof_received(self) -> bool:
        """Pass the end on and keep the other direction open, where the transports can."""
        other = self.other.transport if self.other else None
        if other is None or not other.can_write_eof() or self.transport is None:
            return False
        other.write_eof()
        return self.transport.can_write_eof()

    def connection_lost(self, exc: Exception | None) -> None:
        """The other side closes after what is still to be sent."""
        if self.other is not None:
            self.other.close()
        if self._ended is not None:
            self._ended()

    def pause_writing(self) -> None:
        """This side is slow: read no more from the other."""
        if self.other is not None and self.other.transport is not None:
            self.other.transport.pause_reading()

    def resume_writing(self) -> None:
        """This side has caught up."""
        if self.other is not None and self.other.transport is not None:
            self.other.transport.resume_reading()

    def close(self) -> None:
        """Close after what is still to be sent."""
        if self.transport is not None:
            self.transport.close()

    def _write(self, data: bytes) -> None:
        if self.transport is not None:
            self.transport.write(data)


def reset(transport: asyncio.Transport) -> None:
    """End a connection with a reset, so that the other side does not take it for a complete answer."""
    transport.get_extra_info("socket").setsockopt(
        socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
    )
    transport.abort()
