"""A client's HTTP/1.1 connection: parsed into exchanges, one after the other."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import cast

import httptools

from stratiform.local.gateway import answers
from stratiform.local.gateway.exchange import Exchange
from stratiform.local.splice import Half, reset

# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
_LARGEST_LINE = 16 * 1024
_LARGEST_HEAD = 64 * 1024
_PIPELINED = 32

Serve = Callable[[Exchange], None]


class Client(asyncio.Protocol):
    """``serve`` gets each exchange when its head is complete. ``clients`` holds every open connection."""

    def __init__(self, serve: Serve, clients: set[Client]) -> None:
        self._serve, self._clients = serve, clients
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[Exchange] = deque()
        self.current: Exchange | None = None
        self.transport: asyncio.Transport = cast(asyncio.Transport, None)
        self.active = self._loop.time()
        self._closing = False
        self._refusal = 0
        self._behind = b""
        self._corked: list[bytes] | None = None
        self._peer = ""
        self._receiving: Exchange | None = None
        self._start()

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client connected."""
        self.transport = cast(asyncio.Transport, transport)
        peer = transport.get_extra_info("peername")
        self._peer = peer[0] if peer else ""
        self._clients.add(self)

    def data_received(self, data: bytes) -> None:
        """Parse; every callback below runs inside."""
        self.active = self._loop.time()
        if self._parsing_head:
            self._head_bytes += len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            self._after_upgrade_request(data[upgrade.args[0] :])
            return
        except httptools.HttpParserError:
            self._refuse(answers.BAD_REQUEST)
            return
        if self._parsing_head and self._head_bytes > _LARGEST_HEAD:
            self._refuse(answers.BAD_REQUEST)

    def eof_received(self) -> bool:
        """The client closes its side: an exchange under way is given up, as a load balancer does."""
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._clients.discard(self)
        self._closing = True
        if self.current is not None:
            self.current.lost()
        self._waiting.clear()

    def pause_writing(self) -> None:
        """The client reads slowly."""
        if self.current is not None:
            self.current.slow()

    def resume_writing(self) -> None:
        """The client has caught up."""
        if self.current is not None:
            self.current.caught_up()

    # httptools

    def on_message_begin(self) -> None:
        """A new request starts."""
        self._start_message()

    def on_url(self, url: bytes) -> None:
        """A piece of the request target."""
        self._target += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header field."""
        self._headers.append((name, value))

    def on_headers_complete(self) -> None:
        """The head is complete: the exchange begins, unless one is still under way."""
        self._parsing_head = False
        length, upgrade = self._framing()
        parser = self._parser
        exchange = Exchange(
            self,
            self._peer,
            parser.get_method().decode("latin-1"),
            self._target,
            self._headers,
            version=parser.get_http_version(),
            length=length,
            keep=parser.should_keep_alive(),
            upgrade=upgrade,
            now=self.active,
        )
        self._receiving = exchange
        if self.current is None:
            self._begin(exchange)
        else:
            self._waiting.append(exchange)
            if len(self._waiting) >= _PIPELINED:
                self.transport.pause_reading()

    def on_body(self, data: bytes) -> None:
        """A piece of the body."""
        if self._receiving is not None:
            self._receiving.active = self.active
            self._receiving.received(data)

    def on_message_complete(self) -> None:
        """The request is complete."""
        self._parsing_head, self._head_bytes = True, 0
        if self._receiving is not None:
            self._receiving.received_all()
            self._receiving = None

    # exchange.Connection

    def write(self, data: bytes) -> None:
        """Send bytes, at once or when ``uncork`` is called."""
        if self._corked is None:
            self.transport.write(data)
        else:
            self._corked.append(data)

    def cork(self) -> None:
        """Collect what is written, to send it in one piece."""
        self._corked = []

    def uncork(self) -> None:
        """Send what was collected."""
        if self._corked:
            self.transport.write(b"".join(self._corked))
        self._corked = None

    def finished(self, *, keep: bool) -> None:
        """Go on with the next request, or close."""
        self.current = None
        if not keep or self._closing:
            self._closing = True
            self.uncork()
            self.transport.close()
        elif self._waiting:
            self._loop.call_soon(self._next)

    def abort(self) -> None:
        """Reset the connection."""
        self.current = None
        self._closing = True
        if not self.transport.is_closing():
            reset(self.transport)

    def read(self, go_on: bool) -> None:
        """Backpressure on the request."""
        if not self.transport.is_closing():
            (self.transport.resume_reading if go_on else self.transport.pause_reading)()

    def hand_over(self) -> tuple[Half, bytes]:
        """Leave the connection to a splice. What the client sent early comes with it."""
        half = Half()
        self._clients.discard(self)
        transport, behind = self.transport, self._behind
        transport.set_protocol(half)
        half.connection_made(transport)
        self._closing, self._behind, self.current = True, b"", None
        return half, behind

    def expire(self, before: float) -> None:
        """Close when nothing was sent or received since ``before``."""
        current = self.current
        if current is not None:
            if max(current.active, self.active) < before:
                current.expire()
        elif self.active < before:
            if self._head_bytes:
                self._refuse(answers.TIMED_OUT)
            else:
                self.transport.close()

    def close_when_idle(self) -> None:
        """Close now when nothing is under way, else after the response."""
        if self.current is None:
            self.transport.close()
        else:
            self.current.keep = False

    # Inside

    def _start(self) -> None:
        self._parser = httptools.HttpRequestParser(self)
        self._receiving = None
        self._parsing_head, self._head_bytes = True, 0
        self._start_message()

    def _start_message(self) -> None:
        self._target = b""
        self._headers: list[tuple[bytes, bytes]] = []

    def _framing(self) -> tuple[int | None, bool]:
        length: int | None = 0
        upgrade = False
        for name, value in self._headers:
            size = len(name)
            if size + len(value) > _LARGEST_LINE:
                self._refusal = answers.BAD_REQUEST
            elif size == 14 and name.lower() == b"content-length":
                length = int(value)
            elif size == 17 and name.lower() == b"transfer-encoding":
                length = None
                if value.strip().lower() != b"chunked":
                    self._refusal = answers.NOT_IMPLEMENTED
            elif size == 7 and name.lower() == b"upgrade":
                upgrade = value.strip().lower() == b"websocket"
        return length, upgrade

    def _begin(self, exchange: Exchange) -> None:
        self.current = exchange
        if len(exchange.target) > _LARGEST_LINE:
            exchange.keep = False
            exchange.fail(answers.URI_TOO_LONG)
        elif self._refusal:
            exchange.keep = False
            exchange.fail(self._refusal)
        else:
            self._serve(exchange)

    def _next(self) -> None:
        if self.current is None and self._waiting and not self._closing:
            if len(self._waiting) == _PIPELINED:
                self.transport.resume_reading()
            self._begin(self._waiting.popleft())

    def _after_upgrade_request(self, rest: bytes) -> None:
        exchange = self.current
        if exchange is not None and exchange.upgrade and not exchange.ended:
            self._behind = rest
            self.transport.pause_reading()  # until the target has accepted, or refused
        else:
            # An upgrade that is not passed on (h2c): plain HTTP/1.1 goes on behind the request.
            self._start()
            if rest and not self._closing:
                self.data_received(rest)

    def _refuse(self, status: int) -> None:
        """Answer what cannot be parsed, and close."""
        self._closing = True
        if self.current is not None:
            self.current.keep = False
            self.transport.pause_reading()
            return
        exchange = Exchange(
            self,
            self._peer,
            "GET",
            b"/",
            (),
            version="1.1",
            length=0,
            keep=False,
            upgrade=False,
            now=self.active,
        )
        self.current = exchange
        exchange.fail(status)
