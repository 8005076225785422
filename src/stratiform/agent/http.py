"""One loopback HTTP server: limits on connections and their lifetime, and who may ask."""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import logging
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from aiohttp.web_protocol import RequestHandler
from aiohttp.web_request import BaseRequest

from stratiform.agent.errors import AgentError

_LIFETIME = 61.0  # seconds; AWS's agent ends connections after as long
_GRACE = 5.0  # seconds an answer that is being sent then still has
_NOTICE = 10.0  # seconds before the end in which an answer is the last: a request sent at the end is lost
_SHORTEST_TOKEN = 32  # bytes
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})

_log = logging.getLogger(__name__)

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Address:
    """Where to listen."""

    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """Whether only this task can reach it; a name may be anybody's."""
        try:
            return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


class _Connection(RequestHandler):
    """What is malformed is neither logged nor answered with: there may be a token in it."""

    def log_exception(self, *args: Any, **kw: Any) -> None:
        """The kind of the problem alone."""
        _log.warning("a request was refused: %s", type(kw.get("exc_info")).__name__)

    def handle_error(
        self,
        request: BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """As aiohttp, without the message."""
        super().handle_error(request, status, exc, message)
        refused = text(status, "Bad Request" if status < 500 else "Internal Server Error")
        refused.force_close()
        return refused


class _Server(web.Server):
    """Ends each connection after a while, whatever it does: also one that sends a byte a minute."""

    def __init__(self, handler: Handler, **named: Any) -> None:
        super().__init__(handler, **named)
        self._ends: dict[RequestHandler, list[asyncio.TimerHandle]] = {}

    def __call__(self) -> RequestHandler:
        return _Connection(self, loop=self._loop, **self._kwargs)

    def connection_made(self, handler: RequestHandler, transport: asyncio.Transport) -> None:
        """Its end is set."""
        super().connection_made(handler, transport)
        ends = ((_LIFETIME, handler.close), (_LIFETIME + _GRACE, handler.force_close))
        self._ends[handler] = [self._loop.call_later(delay, end) for delay, end in ends]

    def ends_soon(self, request: BaseRequest) -> bool:
        """Whether its connection is to take no further request."""
        ends = self._ends.get(request.protocol)
        return ends is not None and ends[0].when() - self._loop.time() < _NOTICE

    def connection_lost(self, handler: RequestHandler, exc: BaseException | None = None) -> None:
        """Nothing of it is kept."""
        super().connection_lost(handler, exc)
        for end in self._ends.pop(handler, ()):
            end.cancel()


class Listener:
    """A server that runs. ``connections`` is how many there are."""

    def __init__(self, server: web.Server, socks: list[asyncio.Server], port: int) -> None:
        self._server = server
        self._sockets = socks
        self.port = port

    async def close(self) -> None:
        """Stop listening, finish what is being answered."""
        for each in self._sockets:
            each.close()
        await self._server.shutdown(_GRACE)


async def listen(
    address: Address, handler: Callable[[web.BaseRequest, int], Awaitable[web.Response]]
) -> Listener:
    """Serve ``handler`` at ``address``: it is given each request and the number of open connections.

    Raises AgentError when the port is taken.
    """
    server: _Server

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        answered = await handler(request, len(server.connections))
        if server.ends_soon(request):
            answered.force_close()
        return answered

    server = _Server(answer, access_log=None, keepalive_timeout=_LIFETIME)
    loop = asyncio.get_running_loop()
    socks: list[asyncio.Server] = []
    port = address.port
    try:
        for host in ("127.0.0.1", "::1") if address.host == "localhost" else (address.host,):
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            if family is socket.AF_INET6 and socks and not _has_ipv6():
                continue
            bound = _bound(family, host, port, address.is_loopback)
            port = bound.getsockname()[1]
            socks.append(await loop.create_server(server, sock=bound, backlog=1024))
    except OSError as error:
        raise AgentError(
            f"{address.host}:{address.port} cannot be listened on: {error.strerror}.",
            "Choose another port, or end what has it.",
        ) from None
    return Listener(server, socks, port)


def _bound(family: int, host: str, port: int, loopback: bool) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET and loopback:
            made.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, 1)  # no answer passes a router
        made.bind((host, port))
    except OSError:
        made.close()
        raise
    return made


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def require_token(address: Address, token: str | None) -> None:
    """Raises AgentError for an address that others can reach without a token that cannot be guessed."""
    if not address.is_loopback and len((token or "").encode()) < _SHORTEST_TOKEN:
        raise AgentError(
            f"Listening on {address.host} needs a token of at least {_SHORTEST_TOKEN} bytes.",
            "Set one, or listen on localhost.",
        )


def is_token(given: str | None, token: str) -> bool:
    """Whether ``given`` is the token, in a time that does not tell how much of it is right."""
    return hmac.compare_digest((given or "").encode(errors="surrogateescape"), token.encode())


def is_for_us(request: web.BaseRequest, address: Address) -> bool:
    """Whether Host names this server, and no site whose name was pointed at it (DNS rebinding)."""
    if not address.is_loopback:
        return True  # there the token guards
    host = request.headers.get("Host", "localhost")
    name = host.rpartition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0]
    return name.lower() in _LOOPBACK_NAMES or name == address.host


def text(status: int, body: str) -> web.Response:
    """An answer in plain text."""
    return web.Response(status=status, text=body)


def raw(status: int, body: bytes, headers: dict[str, Any] | None = None) -> web.Response:
    """An answer as bytes."""
    return web.Response(status=status, body=body, headers=headers)
