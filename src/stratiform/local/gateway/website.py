"""A bucket as a website: index documents, an error document, redirects to folders.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from stratiform.local.gateway import answers
from stratiform.local.gateway.exchange import Exchange
from stratiform.local.gateway.routes import Website


@dataclass(frozen=True)
class Object:
    """``headers`` are those that a browser gets."""

    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


Fetch = Callable[[str, str], Object | None]
"""Bucket and key to an object that anybody may read, on a worker thread; None when there is none."""


class WebsiteHandler:
    """Called with each exchange of one website. ``site`` may be replaced at any time."""

    def __init__(self, site: Website, fetch: Fetch) -> None:
        self.site = site
        self._fetch = fetch
        self._running: set[asyncio.Task[None]] = set()

    def __call__(self, exchange: Exchange) -> None:
        """Answer with an object, or with the error document."""
        if exchange.method not in ("GET", "HEAD"):
            exchange.fail(answers.METHOD_NOT_ALLOWED)
            return
        task = asyncio.create_task(self._answer(exchange))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _answer(self, exchange: Exchange) -> None:
        key = unquote(exchange.path.lstrip("/"))
        wanted = key + self.site.index if not key or key.endswith("/") else key
        found = await asyncio.to_thread(self._fetch, self.site.bucket, wanted)
        if found is not None:
            exchange.respond(200, found.headers, found.body)
            return
        if wanted == key:
            index = await asyncio.to_thread(self._fetch, self.site.bucket, f"{key}/{self.site.index}")
            if index is not None:
                exchange.respond(302, [(b"Location", f"/{quote(key)}/".encode())])
                return
        page = None
        if self.site.error is not None:
            page = await asyncio.to_thread(self._fetch, self.site.bucket, self.site.error)
        if page is not None:
            exchange.respond(404, page.headers, page.body)
        else:
            exchange.fail(404)


def fetched(headers: Mapping[str, str], body: bytes) -> Object:
    """An object from the fields of a GetObject response."""
    kept = ("content-type", "etag", "last-modified", "cache-control", "content-encoding", "content-language")
    fields = [(name.encode(), headers[name].encode("latin-1")) for name in kept if name in headers]
    return Object(tuple(fields), body)
