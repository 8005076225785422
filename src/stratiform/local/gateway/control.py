"""How the rest of Stratiform talks to the gateway: HTTP on a port of its own.

``GET /snapshot`` tells everything. ``POST /refresh`` reads the routes again and answers when they are served.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from stratiform.local.gateway.exchange import Exchange
from stratiform.local.gateway.matching import hostname

_HOSTS = ("127.0.0.1", "localhost", "")


class Control:
    """Called with each exchange of the control port."""

    def __init__(
        self, snapshot: Callable[[], dict[str, Any]], refresh: Callable[[], Awaitable[None]]
    ) -> None:
        self._snapshot, self._refresh = snapshot, refresh
        self._running: set[asyncio.Task[None]] = set()

    def __call__(self, exchange: Exchange) -> None:
        """Answer."""
        if not _is_ours(exchange):
            exchange.respond(403)
        elif (exchange.method, exchange.path) == ("GET", "/snapshot"):
            _tell(exchange, self._snapshot())
        elif (exchange.method, exchange.path) == ("POST", "/refresh"):
            task = asyncio.create_task(self._refreshed(exchange))
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        else:
            exchange.respond(404)

    async def _refreshed(self, exchange: Exchange) -> None:
        await self._refresh()
        _tell(exchange, self._snapshot())


def _tell(exchange: Exchange, value: dict[str, Any]) -> None:
    exchange.respond(200, [(b"Content-Type", b"application/json")], json.dumps(value).encode())


def _is_ours(exchange: Exchange) -> bool:
    """Not from a web page: no Origin, and no host name that somebody pointed at 127.0.0.1."""
    headers = {name.lower(): value.decode("latin-1") for name, value in exchange.headers}
    return b"origin" not in headers and hostname(headers.get(b"host", "")) in _HOSTS
