"""A site or an API stage: passed on to the emulator, with links and redirects that lead back here."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial

from stratiform.local.gateway.balance import Member
from stratiform.local.gateway.exchange import Exchange
from stratiform.local.gateway.forwarding import Forwarding, Headers
from stratiform.local.gateway.headers import encoded, forwarded
from stratiform.local.gateway.routes import Site, Target
from stratiform.local.gateway.shared import Shared
from stratiform.local.gateway.upstream import Address

_IDLE_SECONDS = 600.0


class Emulator:
    """The emulator as ``forwarding.Backend``: one target that is always the same."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._member = Member(Target(*address))

    def pick(self, refused: Sequence[Member]) -> Member | None:
        """The emulator, unless it refused."""
        return None if refused else self._member

    def address(self, member: Member) -> Address | None:
        """Where it listens."""
        return self._address

    def refused(self, member: Member) -> None:
        """It does not run: the client gets 502."""

    def took(self, member: Member, forwarding: Forwarding) -> None:
        """Not counted."""

    def left(self, member: Member, forwarding: Forwarding) -> None:
        """Not counted."""

    def answered(self, member: Member, status: int, seconds: float) -> None:
        """Not counted: the services behind it count for themselves."""


class SiteHandler:
    """Called with each exchange of one site. ``site`` may be replaced at any time."""

    def __init__(self, site: Site, emulator: Emulator, shared: Shared, port: int) -> None:
        self.site, self.port = site, port
        self._emulator, self._shared = emulator, shared

    def __call__(self, exchange: Exchange) -> None:
        """Pass the exchange on."""
        Forwarding(
            exchange,
            self._emulator,
            self._shared.pool,
            self._head(exchange),
            partial(self._answer, exchange),
            partial(self._shared.splice, idle_timeout=_IDLE_SECONDS),
        ).start()

    def _head(self, exchange: Exchange) -> bytes:
        client_host = _host(exchange)
        headers = forwarded(
            exchange.headers,
            client=exchange.client,
            protocol=self.site.protocol,
            port=self.port,
            now=time.time(),
        )
        if self.site.host is not None:
            headers = [field for field in headers if field[0].lower() != b"host"]
            headers.insert(0, (b"Host", self.site.host.encode()))
        headers.append((b"X-Forwarded-Host", client_host))
        if exchange.upgrade:
            headers += [(b"Connection", b"Upgrade"), (b"Upgrade", b"websocket")]
        if exchange.length is None:
            headers.append((b"Transfer-Encoding", b"chunked"))
        target = self.site.prefix.encode() + exchange.target
        return encoded(b"%b %b HTTP/1.1" % (exchange.method.encode(), target), headers)

    def _answer(self, exchange: Exchange, member: Member, status: int, headers: Headers) -> Headers:
        return [
            (name, self._back(value, _host(exchange))) if name.lower() == b"location" else (name, value)
            for name, value in headers
        ]

    def _back(self, location: bytes, client_host: bytes) -> bytes:
        """A Location as the client of this port must see it."""
        hosts = [client_host, *([self.site.host.encode()] if self.site.host else [])]
        for host in hosts:
            for scheme in (b"http://", b"https://"):
                own = scheme + host
                if location.startswith(own) and location[len(own) : len(own) + 1] in (b"", b"/", b"?", b"#"):
                    path = location[len(own) :]
                    return b"http://" + client_host + self._without_prefix(path)
        return self._without_prefix(location) if location.startswith(b"/") else location

    def _without_prefix(self, path: bytes) -> bytes:
        prefix = self.site.prefix.encode()
        if prefix and path.startswith(prefix) and path[len(prefix) : len(prefix) + 1] in (b"", b"/", b"?"):
            return path[len(prefix) :] or b"/"
        return path


def _host(exchange: Exchange) -> bytes:
    return next((value for name, value in exchange.headers if name.lower() == b"host"), b"localhost")
