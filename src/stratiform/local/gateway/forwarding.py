"""One exchange carried to a target and back.

A request is sent to another target where the connection was refused, so that nobody has seen it; and once
more where the connection ended before any answer, if the method is idempotent and has no body (RFC 9110,
section 9.2.2). The second is more than AWS promises: a task is killed here all day long, to be replaced.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol

from stratiform.local.gateway import answers
from stratiform.local.gateway.balance import Member
from stratiform.local.gateway.exchange import Exchange
from stratiform.local.gateway.headers import encoded, end_to_end
from stratiform.local.gateway.upstream import Address, Pool, Upstream
from stratiform.local.splice import Half

_CONNECT_SECONDS = 10.0  # AWS's connection timeout
_IDEMPOTENT = frozenset(("GET", "HEAD", "OPTIONS", "PUT", "DELETE"))

Headers = list[tuple[bytes, bytes]]


class Backend(Protocol):
    """Where requests go."""

    def pick(self, refused: Sequence[Member]) -> Member | None:
        """A target that is not in ``refused``."""

    def address(self, member: Member) -> Address | None:
        """Where the target listens; None when nothing does."""

    def refused(self, member: Member) -> None:
        """No connection could be made."""

    def took(self, member: Member, forwarding: Forwarding) -> None:
        """The request goes to ``member``."""

    def left(self, member: Member, forwarding: Forwarding) -> None:
        """The exchange with ``member`` is over, or will be tried elsewhere."""

    def answered(self, member: Member, status: int, seconds: float) -> None:
        """The head of the answer came ``seconds`` after the request was sent."""


Answer = Callable[[Member, int, Headers], Headers]
"""Changes the fields of a response."""


class Forwarding:
    """Takes the exchange's body (``exchange.Body``) and reads the target's response (``upstream.Reader``).

    ``request`` is the head as the target gets it. ``spliced`` is told of an accepted upgrade.
    """

    __slots__ = (
        "_answer",
        "_backend",
        "_chunked",
        "_loop",
        "_pool",
        "_refused",
        "_request",
        "_sent_again",
        "_sent_at",
        "_spliced",
        "_switching",
        "_task",
        "exchange",
        "member",
        "sent_all",
        "upstream",
    )

    def __init__(
        self,
        exchange: Exchange,
        backend: Backend,
        pool: Pool,
        request: bytes,
        answer: Answer,
        spliced: Callable[[Half, Half], None],
    ) -> None:
        self.exchange, self._backend, self._pool, self._request = exchange, backend, pool, request
        self._answer, self._spliced = answer, spliced
        self._loop = asyncio.get_running_loop()
        self._chunked = exchange.length is None
        self._refused: list[Member] = []
        self._task: asyncio.Task[None] | None = None
        self._sent_at = 0.0
        self._sent_again = False
        self._switching: Headers = []
        self.member: Member | None = None
        self.upstream: Upstream | None = None
        self.sent_all = False

    def start(self, first: Member | None = None) -> None:
        """Send the request, to ``first`` where the client is kept with it."""
        member = first or self._backend.pick(self._refused)
        if member is None:
            self.exchange.fail(answers.UNAVAILABLE)
            return
        address = self._backend.address(member)
        upstream = self._pool.take(address) if address is not None else None
        if upstream is not None:
            self._send(member, upstream)
        else:
            self._task = self._loop.create_task(self._connect(member))

    async def _connect(self, chosen: Member) -> None:
        member: Member | None = chosen
        failure = answers.BAD_GATEWAY
        while member is not None and not self.exchange.ended:
            try:
                upstream = await self._connected(member)
            except TimeoutError:
                failure = answers.GATEWAY_TIMEOUT
            except OSError:
                failure = answers.BAD_GATEWAY
            else:
                self._send(member, upstream)
                return
            self._backend.refused(member)
            self._refused.append(member)
            member = self._backend.pick(self._refused)
        self.exchange.fail(failure)

    async def _connected(self, member: Member) -> Upstream:
        address = self._backend.address(member)
        if address is None:
            raise ConnectionRefusedError
        async with asyncio.timeout(_CONNECT_SECONDS):
            _, upstream = await self._loop.create_connection(lambda: Upstream(address, self._pool), *address)
        return upstream

    def _send(self, member: Member, upstream: Upstream) -> None:
        self._task = None
        if self.exchange.ended:  # the client left meanwhile
            self._pool.keep(upstream)
            return
        self.member, self.upstream, self._sent_at = member, upstream, self._loop.time()
        self._backend.took(member, self)
        held = self.exchange.take(self)
        parts = [self._request]
        if held:
            parts.append(self._framed(held))
        self.sent_all = self.exchange.complete
        if self._chunked and self.sent_all:
            parts.append(b"0\r\n\r\n")
        upstream.begin(self, b"".join(parts))

    def _framed(self, data: bytes) -> bytes:
        return b"%x\r\n%b\r\n" % (len(data), data) if self._chunked else data

    # exchange.Body

    def body(self, data: bytes) -> None:
        """More of the request."""
        if self.upstream is not None:
            self.upstream.transport.write(self._framed(data))

    def body_ended(self) -> None:
        """The request is complete."""
        self.sent_all = True
        if self._chunked and self.upstream is not None:
            self.upstream.transport.write(b"0\r\n\r\n")

    def hold(self) -> None:
        """The client is slow: read no more of the response."""
        if self.upstream is not None and not self.upstream.transport.is_closing():
            self.upstream.transport.pause_reading()

    def resume(self) -> None:
        """The client has caught up."""
        if self.upstream is not None and not self.upstream.transport.is_closing():
            self.upstream.transport.resume_reading()

    def abandoned(self) -> None:
        """The client is gone."""
        upstream = self.upstream
        if self._task is not None:
            self._task.cancel()
        self._leave()
        if upstream is not None:
            upstream.detach().abort()

    # upstream.Reader

    def interim(self, status: int, headers: Headers) -> None:
        """Pass a 1xx on, to a client that knows them."""
        if self.exchange.version != "1.0":
            first = f"HTTP/1.1 {status} {answers.phrase(status)}".encode()
            self.exchange.connection.write(encoded(first, end_to_end(headers)))

    def head(self, status: int, reason: str, headers: Headers) -> bool:
        """Pass the head on."""
        exchange, member = self.exchange, self.member
        assert member is not None
        exchange.by_target = True
        self._backend.answered(member, status, self._loop.time() - self._sent_at)
        if status == 101:
            self._switching = headers
            return False
        length: int | None = None
        kept: Headers = []
        for name, value in end_to_end(headers):
            if name.lower() == b"content-length":
                length = int(value)
            else:
                kept.append((name, value))
        exchange.connection.write(exchange.head(status, reason, self._answer(member, status, kept), length))
        return exchange.bodyless(status)

    def piece(self, data: bytes) -> None:
        """Pass a piece of the body on."""
        self.exchange.active = self._loop.time()
        self.exchange.connection.write(self.exchange.framed(data))

    def end(self) -> None:
        """The response is complete."""
        self._leave()
        self.exchange.end()

    def switched(self, rest: bytes) -> None:
        """The target speaks another protocol from now on: join the connections."""
        exchange, upstream, member = self.exchange, self.upstream, self.member
        assert upstream is not None
        assert member is not None
        if not exchange.upgrade:
            self.failed(None)
            upstream.detach().abort()
            return
        fields = self._answer(member, 101, end_to_end(self._switching))
        upgraded = [(b"Connection", b"upgrade"), (b"Upgrade", b"websocket")]
        exchange.connection.write(encoded(b"HTTP/1.1 101 Switching Protocols", [*fields, *upgraded]))
        inside = Half(lambda: self._backend.left(member, self))
        transport = upstream.detach()
        transport.set_protocol(inside)
        inside.connection_made(transport)
        outside, behind = exchange.connection.hand_over()
        exchange.handed_over()
        for half, early in ((inside, rest), (outside, behind)):
            if early:
                half.data_received(early)
        outside.join(inside)
        self._spliced(outside, inside)

    def failed(self, error: Exception | None) -> None:
        """The connection to the target ended too early, or the target does not speak HTTP."""
        upstream, exchange, member = self.upstream, self.exchange, self.member
        self._leave()
        if member is not None and upstream is not None and self._may_send_again(upstream):
            self._sent_again = True
            if not upstream.reused:  # else the connection had become old, and the target may be well
                self._refused.append(member)
            another = self._backend.pick(self._refused)
            if another is not None:
                self._task = self._loop.create_task(self._connect(another))
                return
        exchange.fail(answers.BAD_GATEWAY)

    def _may_send_again(self, upstream: Upstream) -> bool:
        """Once, so that a request which ends its target cannot end every target."""
        exchange = self.exchange
        safe = exchange.method in _IDEMPOTENT and exchange.length == 0 and not exchange.upgrade
        return safe and not upstream.started and not self._sent_again and not exchange.ended

    def congested(self, on: bool) -> None:
        """The target is slow: read no more of the request."""
        self.exchange.connection.read(not on)

    def cork(self, on: bool) -> None:
        """Send what one read brought in one piece."""
        (self.exchange.connection.cork if on else self.exchange.connection.uncork)()

    def expired(self) -> None:
        """The target took too long, or leaves for good; or the client stopped in the middle."""
        upstream = self.upstream
        late = answers.GATEWAY_TIMEOUT if self.exchange.complete else answers.TIMED_OUT
        self._leave()
        if upstream is not None:
            upstream.detach().abort()
        if self._task is not None:
            self._task.cancel()
        self.exchange.fail(late)

    def _leave(self) -> None:
        member, self.member, self.upstream = self.member, None, None
        self.exchange.leave()
        if member is not None:
            self._backend.left(member, self)
