"""The open connections of one listener, and when they are closed."""

from __future__ import annotations

import asyncio

from stratiform.local.gateway.client import Client


class Clients(set[Client]):
    """The open connections of one listener."""

    def __init__(self, idle_timeout: float) -> None:
        super().__init__()
        self.idle_timeout = idle_timeout

    def expire(self, now: float) -> None:
        """Close those on which nothing moved."""
        for client in tuple(self):
            client.expire(now - self.idle_timeout)

    async def drain(self, seconds: float) -> None:
        """Let what is under way finish, for as long as that."""
        for client in tuple(self):
            client.close_when_idle()
        deadline = asyncio.get_running_loop().time() + seconds
        while self and asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(0.02)
        for client in tuple(self):
            client.transport.abort()
