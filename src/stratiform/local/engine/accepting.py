"""The connections of a listening socket: a task each, all of them ended with the block."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable

Serve = Callable[[socket.socket], Awaitable[None]]


@contextlib.asynccontextmanager
async def accepting(listening: socket.socket, serve: Serve) -> AsyncIterator[None]:
    """Serve every client of ``listening``, which does not block, while entered; then close it."""
    connections: set[asyncio.Future[None]] = set()
    accepts = asyncio.create_task(_accept(listening, serve, connections))
    try:
        yield
    finally:
        ending = (accepts, *connections)
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)
        listening.close()


async def _accept(listening: socket.socket, serve: Serve, connections: set[asyncio.Future[None]]) -> None:
    loop = asyncio.get_running_loop()
    while True:
        try:
            client, _ = await loop.sock_accept(listening)
        except OSError:  # out of descriptors, or the client left already
            await asyncio.sleep(0.1)
            continue
        task = asyncio.ensure_future(serve(client))
        connections.add(task)
        task.add_done_callback(connections.discard)
