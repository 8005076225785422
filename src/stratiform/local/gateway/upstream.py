"""Connections to targets: parsed, kept for the next request, and closed before the target would."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import Protocol, cast

import httptools

Address = tuple[str, int]

_LARGEST_HEAD = 32 * 1024  # AWS answers 502 beyond it
_KEPT_SECONDS = 1.0
"""Shorter than any server keeps an idle connection, so that a request is never sent into one that closes."""


class Reader(Protocol):
    """Takes one response. ``sent_all``: the request was sent to its end."""

    sent_all: bool

    def interim(self, status: int, headers: list[tuple[bytes, bytes]]) -> None:
        """A 1xx response before the real one."""

    def head(self, status: int, reason: str, headers: list[tuple[bytes, bytes]]) -> bool:
        """The head of the response. True when no body follows, whatever its fields say."""

    def piece(self, data: bytes) -> None:
        """A piece of the body."""

    def end(self) -> None:
        """The response is complete; the connection is free again."""

    def switched(self, rest: bytes) -> None:
        """The target accepted an upgrade; ``rest`` came behind its answer."""

    def failed(self, error: Exception | None) -> None:
        """The connection ended, or what came is no HTTP."""

    def congested(self, on: bool) -> None:
        """The target takes no more of the request for now, or takes it again."""

    def cork(self, on: bool) -> None:
        """What is written until ``on`` is False may be sent in one piece."""


class Upstream(asyncio.Protocol):
    """One connection to a target, for one exchange at a time."""

    def __init__(self, address: Address, pool: Pool) -> None:
        self.address, self._pool = address, pool
        self.transport: asyncio.Transport = cast(asyncio.Transport, None)
        self.reader: Reader | None = None
        self.reused = False
        self.started = False
        self.idle_since = 0.0
        self._headers: list[tuple[bytes, bytes]] = []
        self._reset()

    def begin(self, reader: Reader, request: bytes) -> None:
        """Send a request, or its beginning; what comes back goes to ``reader``."""
        self.reader, self.started = reader, False
        self.transport.write(request)

    def detach(self) -> asyncio.Transport:
        """Leave the connection to somebody else."""
        self.reader = None
        return self.transport

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Connected."""
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Parse; every callback below runs inside."""
        reader = self.reader
        if reader is None:
            self.transport.abort()  # nobody asked
            return
        self.started = True
        if not self._has_head:
            self._head_bytes += len(data)
        reader.cork(True)
        try:
            self._parser.feed_data(data)
            if not self._has_head and self._head_bytes > _LARGEST_HEAD:
                raise httptools.HttpParserError("the response's head is larger than 32 KB")
        except httptools.HttpParserUpgrade as upgrade:
            reader.cork(False)
            reader.switched(data[upgrade.args[0] :])
            return
        except httptools.HttpParserError as error:
            if not self._complete:
                self.fail(error)
        if self._complete:
            self._release()
        reader.cork(False)

    def connection_lost(self, exc: Exception | None) -> None:
        """The target closed."""
        self._pool.forget(self)
        reader = self.reader
        if reader is None:
            return
        self.reader = None
        if exc is None and self._has_head and self._until_close:
            reader.end()
        else:
            reader.failed(exc)

    def pause_writing(self) -> None:
        """The target reads slowly."""
        if self.reader is not None:
            self.reader.congested(True)

    def resume_writing(self) -> None:
        """The target has caught up."""
        if self.reader is not None:
            self.reader.congested(False)

    # httptools

    def on_status(self, reason: bytes) -> None:
        """A piece of the reason phrase."""
        self._reason += reason

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header field."""
        self._headers.append((name, value))

    def on_headers_complete(self) -> None:
        """The head of a response, or of an interim one."""
        status: int = self._parser.get_status_code()
        if self.reader is None or self._complete:
            return
        if status < 200 and status != 101:
            self.reader.interim(status, self._headers)
            self._reason, self._headers, self._interim = b"", [], True
            return
        self._has_head = True
        self._until_close = status not in (101, 204, 304)
        for name, _ in self._headers:
            if len(name) in (14, 17) and name.lower() in (b"content-length", b"transfer-encoding"):
                self._until_close = False
        if self.reader.head(status, self._reason.decode("latin-1"), self._headers):
            self._end()

    def on_body(self, data: bytes) -> None:
        """A piece of the body."""
        if self.reader is not None and not self._complete:
            self.reader.piece(data)

    def on_message_complete(self) -> None:
        """The response is complete, or the interim one."""
        if self._interim:
            self._interim = False
        elif not self._complete and self._parser.get_status_code() != 101:
            self._end()

    # Inside

    def fail(self, error: Exception | None) -> None:
        """Give the connection up and tell the reader."""
        reader, self.reader = self.reader, None
        self.transport.abort()
        if reader is not None:
            reader.failed(error)

    def _end(self) -> None:
        self._complete = True
        self._reusable = not self._until_close and self._parser.should_keep_alive()

    def _release(self) -> None:
        reader, self.reader = self.reader, None
        reusable = self._reusable
        self._reset()
        if reader is not None:
            # Kept first: the next request may start inside ``end``.
            if reusable and reader.sent_all:
                self._pool.keep(self)
            else:
                self.transport.close()
            reader.end()

    def _reset(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._reason = b""
        self._headers = []
        self._head_bytes = 0
        self._has_head = self._complete = self._interim = self._until_close = self._reusable = False


class Pool:
    """Idle connections by address, the most recent first."""

    def __init__(self) -> None:
        self._idle: dict[Address, list[Upstream]] = defaultdict(list)
        self._timer: asyncio.TimerHandle | None = None

    def take(self, address: Address) -> Upstream | None:
        """An idle connection, or None."""
        idle = self._idle.get(address)
        while idle:
            upstream = idle.pop()
            if not upstream.transport.is_closing():
                upstream.reused = True
                return upstream
        return None

    def keep(self, upstream: Upstream) -> None:
        """A connection is free."""
        loop = asyncio.get_running_loop()
        upstream.idle_since = loop.time()
        self._idle[upstream.address].append(upstream)
        if self._timer is None:
            self._timer = loop.call_later(_KEPT_SECONDS, self._close_old)

    def forget(self, upstream: Upstream) -> None:
        """A connection is gone."""
        idle = self._idle.get(upstream.address)
        if idle and upstream in idle:
            idle.remove(upstream)

    def drop(self, address: Address) -> None:
        """Close every idle connection to an address: its target leaves."""
        for upstream in self._idle.pop(address, ()):
            upstream.transport.close()

    def close(self) -> None:
        """Close every idle connection."""
        for address in list(self._idle):
            self.drop(address)
        if self._timer is not None:
            self._timer.cancel()

    def _close_old(self) -> None:
        loop = asyncio.get_running_loop()
        oldest = loop.time() - _KEPT_SECONDS
        for address, idle in list(self._idle.items()):
            for upstream in [one for one in idle if one.idle_since <= oldest]:
                idle.remove(upstream)
                upstream.transport.close()
            if not idle:
                del self._idle[address]
        self._timer = loop.call_later(_KEPT_SECONDS, self._close_old) if self._idle else None
