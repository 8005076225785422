"""The ASGI application around all of MiniStack's handlers, for what answers before them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Application = Callable[[MutableMapping[str, Any], Any, Any], Awaitable[None]]


async def respond(send: Any, status: int, body: bytes) -> None:
    """Answer the request with ``body``, which is JSON."""
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
