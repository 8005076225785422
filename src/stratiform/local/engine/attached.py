"""What a client writes after the upgrade of its connection goes to the command's standard input."""

from __future__ import annotations

import asyncio
import os
import signal

from stratiform.local.engine.child import Child


class Attached(asyncio.Protocol):
    """Takes a connection over from the HTTP server. A client that goes away hangs up, as a terminal does."""

    def __init__(self, connection: asyncio.Transport, child: Child) -> None:
        self._connection, self._child = connection, child
        self._server = connection.get_protocol()
        self._input: asyncio.WriteTransport | None = None

    @classmethod
    async def to(cls, connection: asyncio.Transport, child: Child) -> None:
        """Join ``connection`` and the standard input of ``child``, which was started with one."""
        made = cls(connection, child)
        connection.pause_reading()
        if child.stdin is not None:
            loop = asyncio.get_running_loop()
            made._input, _ = await loop.connect_write_pipe(lambda: _Pipe(connection), child.stdin)
        connection.set_protocol(made)
        if not connection.is_closing():
            connection.resume_reading()

    def data_received(self, data: bytes) -> None:
        """The client wrote."""
        if self._input is not None:
            self._input.write(data)

    def eof_received(self) -> bool:
        """The client has nothing more to write; what the command writes still goes to it."""
        if self._input is not None:
            if self._child.stdin is not None and os.isatty(self._child.stdin.fileno()):
                self._input.write(b"\x04")
            else:
                self._input.close()
        return True

    def connection_lost(self, error: Exception | None) -> None:
        """The client is gone, or the command has ended."""
        if self._input is not None:
            self._input.close()
        if self._child.alive:
            self._child.signal(signal.SIGHUP)
        self._server.connection_lost(error)


class _Pipe(asyncio.BaseProtocol):
    """Reads nothing more from the client while the command has enough to read."""

    def __init__(self, connection: asyncio.Transport) -> None:
        self._connection = connection

    def pause_writing(self) -> None:
        self._connection.pause_reading()

    def resume_writing(self) -> None:
        if not self._connection.is_closing():
            self._connection.resume_reading()
