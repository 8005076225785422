"""One request and its response, between a client's connection and whatever answers it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from email.utils import formatdate
from typing import Protocol

from stratiform.local.gateway import answers
from stratiform.local.gateway.headers import encoded
from stratiform.local.splice import Half

_BODYLESS = (204, 304)
_HELD = 65536
"""Bytes of a request body that are kept while nobody takes them."""


class Body(Protocol):
    """Takes a request's body, piece by piece, once it is there."""

    def body(self, data: bytes) -> None:
        """The next bytes, as the client sent them, without framing."""

    def body_ended(self) -> None:
        """The request is complete."""

    def resume(self) -> None:
        """The client takes bytes again."""

    def hold(self) -> None:
        """The client is slow: send it no more for now."""

    def abandoned(self) -> None:
        """The client is gone."""

    def expired(self) -> None:
        """Nothing was sent or received for the listener's idle timeout."""


class Connection(Protocol):
    """The client's side."""

    transport: asyncio.Transport

    def write(self, data: bytes) -> None:
        """Send bytes, at once or when ``uncork`` is called."""

    def cork(self) -> None:
        """Collect what is written, to send it in one piece."""

    def uncork(self) -> None:
        """Send what was collected."""

    def finished(self, *, keep: bool) -> None:
        """The response is complete. ``keep`` False closes the connection."""

    def abort(self) -> None:
        """End the connection in the middle of a response: its length must not look right."""

    def read(self, go_on: bool) -> None:
        """Go on reading the request, or stop for now."""

    def hand_over(self) -> tuple[Half, bytes]:
        """The raw connection and what the client sent behind its request: for an upgrade."""


class Exchange:
    """``headers`` are as received. ``length`` is the body's, None when chunked, 0 without a body.

    ``by_target``: the response is a target's and not the load balancer's own.
    """

    __slots__ = (
        "_answered",
        "_chunked",
        "_ended",
        "_held",
        "_held_bytes",
        "_taker",
        "active",
        "by_target",
        "client",
        "complete",
        "connection",
        "headers",
        "keep",
        "length",
        "method",
        "on_done",
        "path",
        "query",
        "sent",
        "started",
        "status",
        "target",
        "upgrade",
        "version",
    )

    def __init__(
        self,
        connection: Connection,
        client: str,
        method: str,
        target: bytes,
        headers: Sequence[tuple[bytes, bytes]],
        *,
        version: str,
        length: int | None,
        keep: bool,
        upgrade: bool,
        now: float,
    ) -> None:
        self.connection, self.client, self.method, self.target = connection, client, method, target
        self.headers, self.version, self.length, self.keep = headers, version, length, keep
        self.upgrade, self.started, self.active = upgrade, now, now
        path, _, query = target.decode("latin-1").partition("?")
        self.path, self.query = path, query
        self.complete = length == 0
        self.status = 0
        self.sent = 0
        self.by_target = False
        self.on_done: Callable[[Exchange], None] | None = None
        self._taker: Body | None = None
        self._held: list[bytes] = []
        self._held_bytes = 0
        self._answered = self._chunked = self._ended = False

    @property
    def answered(self) -> bool:
        """Whether the head of a response was sent: from then on an error can only end the connection."""
        return self._answered

    @property
    def ended(self) -> bool:
        """Whether the response is complete, or given up."""
        return self._ended

    # From the client's connection.

    def received(self, data: bytes) -> None:
        """More of the request's body."""
        if self._taker is not None:
            self._taker.body(data)
            return
        self._held.append(data)
        self._held_bytes += len(data)
        if self._held_bytes > _HELD:
            self.connection.read(False)

    def received_all(self) -> None:
        """The request's body is complete."""
        self.complete = True
        if self._taker is not None:
            self._taker.body_ended()

    def lost(self) -> None:
        """The client's connection is gone."""
        if not self._ended:
            self._ended = True
            if not self._answered:
                self.status = answers.CLIENT_CLOSED
            if self._taker is not None:
                self._taker.abandoned()
            self._done()

    def expire(self) -> None:
        """Nothing moved for too long."""
        if self._taker is not None:
            self._taker.expired()
        elif not self.complete:
            self.fail(answers.TIMED_OUT)

    def slow(self) -> None:
        """The client takes no more bytes for now."""
        if self._taker is not None:
            self._taker.hold()

    def caught_up(self) -> None:
        """The client takes bytes again."""
        if self._taker is not None:
            self._taker.resume()

    # From whatever answers.

    def take(self, taker: Body) -> bytes:
        """Give the body to ``taker`` from now on. Returns what has arrived of it already."""
        self._taker = taker
        held = b"".join(self._held)
        self._held.clear()
        if self._held_bytes > _HELD:
            self.connection.read(True)
        self._held_bytes = 0
        return held

    def leave(self) -> None:
        """Nobody takes the body any more."""
        self._taker = None

    def head(
        self, status: int, reason: str, headers: Sequence[tuple[bytes, bytes]], length: int | None
    ) -> bytes:
        """The head of the response, to be sent by ``connection.write``. ``length`` None streams the body."""
        self.status, self._answered = status, True
        fields = list(headers)
        if not self.bodyless(status):
            if length is not None:
                fields.append((b"Content-Length", b"%d" % length))
            elif self.version == "1.0":
                self.keep = False
            else:
                self._chunked = True
                fields.append((b"Transfer-Encoding", b"chunked"))
        elif self.method == "HEAD" and length is not None:
            fields.append((b"Content-Length", b"%d" % length))
        if not self.complete:
            self.keep = False  # the rest of the request is still coming, and nobody wants it
        fields.append((b"Connection", b"keep-alive" if self.keep else b"close"))
        return encoded(f"HTTP/1.1 {status} {reason}".encode("latin-1"), fields)

    def bodyless(self, status: int) -> bool:
        """Whether a response to this request has no body by its nature."""
        return self.method == "HEAD" or status in _BODYLESS

    def framed(self, data: bytes) -> bytes:
        """A piece of the response's body as it is sent."""
        self.sent += len(data)
        return b"%x\r\n%b\r\n" % (len(data), data) if self._chunked else data

    def end(self) -> None:
        """The response is complete."""
        if self._ended:
            return
        self._ended = True
        if self._chunked:
            self.connection.write(b"0\r\n\r\n")
        self._done()
        self.connection.finished(keep=self.keep)

    def respond(
        self,
        status: int,
        headers: Sequence[tuple[bytes, bytes]] = (),
        body: bytes = b"",
        reason: str | None = None,
    ) -> None:
        """Send a whole response."""
        if self._ended:
            return
        head = self.head(status, answers.phrase(status) if reason is None else reason, headers, len(body))
        self.sent = len(body)
        self.connection.write(head if self.bodyless(status) else head + body)
        self.end()

    def fail(self, status: int, *, server: bool = True) -> None:
        """Answer with the load balancer's own page; in the middle of a response, end the connection."""
        if self._ended:
            return
        if self._answered:
            self._ended = True
            self._done()
            self.connection.abort()
            return
        headers = [(b"Date", formatdate(usegmt=True).encode()), (b"Content-Type", b"text/html")]
        self.respond(status, [*headers, answers.SERVER] if server else headers, answers.page(status))

    def handed_over(self) -> None:
        """The connection speaks another protocol from now on."""
        self.status, self._answered, self._ended = 101, True, True
        self._done()

    def _done(self) -> None:
        self._taker = None
        if self.on_done is not None:
            self.on_done(self)
